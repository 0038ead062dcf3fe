import { describe, expect, test } from '@jest/globals';
import type { Execution } from '../../../../local/engine/execution.ts';
import {
  addChild,
  emptyGroups,
  lastFiles,
  manifestFile,
  type ResultFiles,
} from '../../../../local/engine/map-run/result-files.ts';
import { describeStart } from '../../../support/core.ts';

function files(more: Partial<ResultFiles> = {}): ResultFiles {
  const mapRunArn = 'arn:aws:states:us-east-1:123456789012:mapRun:Machine/Items:id';
  const place = { bucket: 'out', folder: 'jobs/id/', mapRunArn };
  return {
    ...place,
    transformation: 'COMPACT',
    outputType: 'JSON',
    groups: emptyGroups(),
    beingWritten: 0,
    ...more,
  };
}

function succeeded(output: string): Execution {
  return {
    start: { ...describeStart(), mapRun: { arn: 'mapRun', itemCount: 2 } },
    status: 'SUCCEEDED',
    startedAt: 0,
    stoppedAt: 1_000,
    redriveCount: 0,
    redrivenAt: undefined,
    output,
    error: undefined,
    cause: undefined,
    history: [],
  };
}

describe('result files', () => {
  test('begin another one when one has five mebibytes', () => {
    const written = files();
    const child = succeeded('x'.repeat(200_000));
    const full = Array.from({ length: 27 }, () => addChild(written, child)).find(
      (file) => file !== undefined,
    );
    expect(full).toMatchObject({ key: 'jobs/id/SUCCEEDED_0.json', executionCount: 27, itemCount: 54 });
    addChild(written, child);
    expect(lastFiles(written).map(({ key }) => key)).toEqual(['jobs/id/SUCCEEDED_1.json']);
  });

  test('are a line for each result in JSON Lines', () => {
    const written = files({ outputType: 'JSONL' });
    for (const output of ['a', 'b']) addChild(written, succeeded(output));
    expect(lastFiles(written)[0]?.body).toBe('"a"\n"b"\n');
  });

  test('describe executions as AWS does', () => {
    const written = files({ transformation: 'NONE' });
    addChild(written, succeeded('a'));
    expect(JSON.parse(lastFiles(written)[0]?.body ?? '')).toEqual([
      {
        ExecutionArn: 'arn:aws:states:us-east-1:123456789012:execution:Machine:one',
        Input: '{}',
        InputDetails: { Included: true },
        Name: 'one',
        Output: '"a"',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: '1970-01-01T00:00:00.000Z',
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:Machine',
        Status: 'SUCCEEDED',
        StopDate: '1970-01-01T00:00:01.000Z',
      },
    ]);
  });

  test('are in the manifest with their sizes in bytes', () => {
    const written = files();
    addChild(written, succeeded('é'));
    lastFiles(written);
    expect(JSON.parse(manifestFile(written).body)).toMatchObject({
      ResultFiles: { SUCCEEDED: [{ Key: 'jobs/id/SUCCEEDED_0.json', Size: 6 }], FAILED: [], PENDING: [] },
    });
  });
});
