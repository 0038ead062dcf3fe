import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as workflows from '../../workflows/index.ts';
import { estimate, usual } from './estimate.ts';
import { idleMonth, type PaidTemplate } from './idle-month.ts';
import { prices } from './price-table.ts';

/** `node infra/cost/cost-page.ts cdk.out > docs/costs.md`, after `npm run synth`. */
const [assembly = 'cdk.out'] = process.argv.slice(2);

const rows = Object.values(workflows).map((workflow) => {
  const { states, invocations, stepFunctions, lambda, logs } = estimate(workflow);
  const money = [stepFunctions, lambda, logs, stepFunctions + lambda + logs].map(dollars);
  return `| ${[workflow.name, workflow.type, states, invocations, ...money].join(' | ')} |`;
});

const idle = readdirSync(assembly)
  .filter((name) => name.endsWith('.template.json'))
  .map((name) => {
    const template = JSON.parse(readFileSync(join(assembly, name), 'utf8')) as PaidTemplate;
    return `| ${name.replace('.template.json', '')} | ${dollars(idleMonth(template))} |`;
  });

console.log(`# Costs

Printed by \`npm run synth && node infra/cost/cost-page.ts > docs/costs.md\`, from the definitions and templates and the
[price table](../infra/cost/price-table.ts) of ${prices.date} (${prices.region}, US dollars, no free tier).

## A million executions

On the longest way through the definition: nothing fails, no loop goes round twice, a Map has ${usual.itemsPerMap} items. An
invocation takes ${usual.invocationSeconds * 1000} ms with ${usual.functionMegabytes} MB, a state leaves ${usual.logBytesPerState} bytes of logs. What tasks do with other services comes on top:
[each pattern's page](patterns) counts it.

| workflow | type | states | invocations | Step Functions | Lambda | logs | together |
|---|---|---|---|---|---|---|---|
${rows.join('\n')}

## A month in which nothing happens

Alarms, secrets, streams and firewalls; tables, buckets, queues, pipes and functions cost nothing while nothing is stored and
nobody comes.

| stack | a month |
|---|---|
${idle.join('\n')}`);

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
