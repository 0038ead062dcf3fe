import { execFile } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { parseCommand } from '../../../local/cli/command.ts';

const parse = (line: string, environment = {}) => parseCommand(line.split(' '), environment);

describe('parsing', () => {
  test('lists the triggers of a stack', () => {
    expect(parse('triggers list shop --region eu-west-1 --json')).toEqual({
      type: 'triggers',
      action: 'list',
      stack: 'shop',
      names: undefined,
      json: true,
      aws: { region: 'eu-west-1', madeUpCredentials: false },
    });
  });

  test('makes credentials up for an endpoint that is not AWS', () => {
    const line = 'triggers disable shop Nightly --endpoint http://127.0.0.1:5000';
    expect(parse(line)).toMatchObject({ names: ['Nightly'], aws: { madeUpCredentials: true } });
    expect(parse(line, { AWS_PROFILE: 'me' })).toMatchObject({ aws: { madeUpCredentials: false } });
  });

  test('switches every trigger only when told so', () => {
    expect(parse('triggers enable shop --all')).toMatchObject({ action: 'enable', names: undefined });
    expect(() => parse('triggers disable shop')).toThrow('needs the names of triggers, or --all');
    expect(() => parse('triggers disable shop A --all')).toThrow('needs the names of triggers, or --all');
  });

  test.each([
    ['triggers', 'Triggers can be listed, disabled and enabled'],
    ['triggers stop shop', "not 'triggers stop'"],
    ['triggers list', 'triggers list needs the name of a stack'],
    ['triggers list shop Nightly', 'shows all triggers of the stack'],
  ])('refuses %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

test('says in a sentence that nobody answers', async () => {
  const given = ['local/cli/stateyard.js', 'triggers', 'list', 'shop', '--endpoint', 'http://127.0.0.1:9'];
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, given, (_error, _stdout, stderr) => resolve(stderr));
  });
  expect(said).toBe("Nothing answers at http://127.0.0.1:9, where CloudFormation was asked for 'shop'.\n");
});
