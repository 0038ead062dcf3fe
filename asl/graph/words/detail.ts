import type { StateType } from '../../definition.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { taskOf } from './task.ts';
import { expressionInWords } from './expression-words.ts';

/** The eight types, and what a definition may wrongly hold. */
export type DrawnType = StateType | 'Unknown';

/** The line under a state's name: what one wants to know of it at a glance, without what the name says already. */
export function detailOf(type: DrawnType, fields: JsonObject, name = ''): string {
  return details[type](fields, name);
}

const details: { readonly [type in DrawnType]: (fields: JsonObject, name: string) => string } = {
  Task: taskDetail,
  Wait: waitDetail,
  Fail: failDetail,
  Parallel: parallelDetail,
  Map: mapDetail,
  Pass: () => '',
  Choice: () => '',
  Succeed: () => '',
  Unknown: (fields) => `unknown type ${JSON.stringify(fields['Type'] ?? null)}`,
};

const waiting = {
  response: '',
  completion: ', waits for it to end',
  callback: ', waits for a callback',
} as const;

function taskDetail(fields: JsonObject, name: string): string {
  const { service, action, waitsFor } = taskOf(fields);
  const told = action === '' || bare(action) === bare(name);
  return `${service}${told ? '' : ` ${action}`}${waiting[waitsFor]}`;
}

/** `Charge card`, `charge-card` and `ChargeCard` are one name. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

function waitDetail(fields: JsonObject): string {
  const seconds = fields['Seconds'];
  if (typeof seconds === 'number') return duration(seconds);
  const length = seconds ?? fields['SecondsPath'];
  if (typeof length === 'string') return `${expressionInWords(length)} seconds`;
  const until = fields['Timestamp'] ?? fields['TimestampPath'];
  return typeof until === 'string' ? `until ${expressionInWords(until)}` : '';
}

const units = [
  { name: 'day', seconds: 86_400 },
  { name: 'hour', seconds: 3_600 },
  { name: 'minute', seconds: 60 },
] as const;

/** `90 seconds`, `2 hours`: in the largest unit that divides it. */
export function duration(seconds: number): string {
  const unit = units.find((candidate) => seconds > 0 && seconds % candidate.seconds === 0);
  const count = unit === undefined ? seconds : seconds / unit.seconds;
  return `${count} ${unit?.name ?? 'second'}${count === 1 ? '' : 's'}`;
}

function failDetail(fields: JsonObject, name: string): string {
  const error = fields['Error'] ?? fields['ErrorPath'];
  const told = typeof error !== 'string' || bare(error) === bare(name);
  return told ? '' : expressionInWords(error);
}

function parallelDetail(fields: JsonObject): string {
  const branches = Array.isArray(fields['Branches']) ? fields['Branches'].length : 0;
  return branches === 1 ? '1 branch' : `${branches} branches at once`;
}

function mapDetail(fields: JsonObject): string {
  const { ItemProcessor: processor, MaxConcurrency: most, ItemReader: reader } = fields;
  const config = isJsonObject(processor) ? processor['ProcessorConfig'] : undefined;
  const distributed = isJsonObject(config) && config['Mode'] === 'DISTRIBUTED';
  return [
    `${distributed ? 'distributed, ' : ''}for each item${sourceOf(reader)}`,
    ...(most === 1 ? ['one at a time'] : []),
    ...(typeof most === 'number' && most > 1 ? [`${most} at a time`] : []),
    ...(isJsonObject(config) && config['ExecutionType'] === 'EXPRESS' ? ['express'] : []),
  ].join(', ');
}

function sourceOf(reader: Json | undefined): string {
  if (!isJsonObject(reader)) return '';
  const { service } = taskOf(reader);
  const config = reader['ReaderConfig'];
  const format = isJsonObject(config) ? config['InputType'] : undefined;
  return ` of ${service}${typeof format === 'string' ? ` ${format}` : ''}`;
}
