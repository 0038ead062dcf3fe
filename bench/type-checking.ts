import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * `node bench/type-checking.ts`: what the compiler needs for a workflow, beside the same file with every name of the builder
 * declared `any`, so that nothing is inferred; asked for under twice as long. Both read the builder, the tasks and the
 * packages.
 */
const rounds = 5;
const generatedStates = 200;

interface Source {
  readonly name: string;
  readonly text: string;
  /** The folder that the imports of the text count from. */
  readonly from: string;
}

const shipped: readonly Source[] = readdirSync('workflows')
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  .map((file) => ({ name: file, text: readFileSync(join('workflows', file), 'utf8'), from: 'workflows' }));

const folder = mkdtempSync(join(tmpdir(), 'stateyard-types-'));
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
for (const source of [...shipped, generated()]) measure(source);
rmSync(folder, { recursive: true });

function measure({ name, text, from }: Source): void {
  const inferring = writeProject('inferring', withAbsoluteImports(text, from));
  const plain = writeProject(
    'plain',
    withAbsoluteImports(`import {} from '../asl/index.ts';\n${withoutInference(text)}`, from),
  );
  const times = Array.from({ length: rounds }, () => [compile(inferring), compile(plain)] as const);
  const ours = Math.min(...times.map(([one]) => one));
  const theirs = Math.min(...times.map(([, other]) => other));
  const ratio = ours / theirs;
  console.log(
    `${name.padEnd(28)}  ${seconds(ours)}   without inference ${seconds(theirs)} (${ratio.toFixed(2)}x)` +
      (ratio < 2 ? '' : '   OVER 2x'),
  );
}

/** A workflow of tasks, choices and maps, each reading what those before it gave. */
function generated(): Source {
  const calls = Array.from({ length: generatedStates / 4 }, (_, index) => {
    const amount = index === 0 ? 'order.total' : `add(charge${index - 1}.amount, ${index})`;
    return `
    const charge${index} = invoke(charge, { orderId: order.orderId, amount: ${amount} }, {
      catch: { Declined: (error) => ({ chargeId: error.Cause, amount: 0 }) },
    });
    const lines${index} = map(order.lines, (line) => invoke(count, { sku: line.sku, chargeId: charge${index}.chargeId }).left);
    choice(gt(charge${index}.amount, lines${index}.at(0)), () => wait({ seconds: ${index} }));`;
  });
  const text = `
  import { z } from 'zod';
  import { add, choice, defineTask, gt, invoke, map, wait, workflow } from '../asl/index.ts';
  const Order = z.object({ orderId: z.string(), total: z.number(), lines: z.array(z.object({ sku: z.string() })) });
  const charge = defineTask('Charge', {
    input: z.object({ orderId: z.string(), amount: z.number() }),
    output: z.object({ chargeId: z.string(), amount: z.number() }),
    errors: ['Declined'],
    handler: ({ amount }: { amount: number }) => ({ chargeId: 'c', amount }),
  });
  const count = defineTask('Count', {
    input: z.object({ sku: z.string(), chargeId: z.string() }),
    output: z.object({ left: z.number() }),
    handler: () => ({ left: 1 }),
  });
  export const generated = workflow('Generated', { input: Order }, (order) => {${calls.join('')}
    return { last: charge0.chargeId };
  });`;
  return { name: `generated, ${generatedStates} states`, text, from: 'workflows' };
}

/** The same text with each name that comes from the builder declared as `any`, which is all but `never`. */
function withoutInference(text: string): string {
  return text
    .replaceAll(/(: |=> )never\b/g, '$1any')
    .replaceAll(/import (type )?\{([^}]*)\} from '\.\.\/asl\/[^']*';/g, (_all, type, names: string) =>
      names
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
        .map((name) => {
          const bare = name.replace(/^type /, '');
          return type || bare !== name
            ? `type ${bare}<_T = any> = any;`
            : `declare function ${bare}(...given: any[]): any;`;
        })
        .join(' '),
    );
}

function withAbsoluteImports(text: string, from: string): string {
  return text.replaceAll(/from '(\.[^']*)'/g, (_all, path: string) => `from '${resolve(from, path)}'`);
}

/** `any` parameters are what the plain file is made of, so neither is asked for more strictness than the other. */
function writeProject(name: string, text: string): string {
  writeFileSync(join(folder, `${name}.ts`), text);
  const project = join(folder, `${name}.json`);
  const compilerOptions = { noImplicitAny: false, noUnusedParameters: false, noUnusedLocals: false };
  writeFileSync(
    project,
    JSON.stringify({ extends: resolve('tsconfig.json'), include: [`${name}.ts`], compilerOptions }),
  );
  return project;
}

/** The seconds that the compiler says it took. What it says of tasks, which are written for more strictness, is nothing. */
function compile(project: string): number {
  const given = [resolve('node_modules/typescript/bin/tsc'), '-p', project, '--extendedDiagnostics'];
  const { stdout } = spawnSync(process.execPath, given, { encoding: 'utf8' });
  const error = /^.*\b(?:inferring|plain)\.ts\(.*error TS.*$/m.exec(stdout);
  if (error) throw new Error(error[0]);
  return Number(/^Total time:\s+([\d.]+)s/m.exec(stdout)?.[1]);
}

function seconds(value: number): string {
  return `${(value * 1_000).toFixed(0)} ms`.padStart(7);
}
