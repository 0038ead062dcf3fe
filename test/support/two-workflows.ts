import { z } from 'zod';
import { jsonata } from '../../asl/builder/operators.ts';
import { pass } from '../../asl/builder/states/pass.ts';
import { workflow } from '../../asl/builder/workflow.ts';

/** A module as a user may have one: with two workflows, of which one has no JSONPath form, and with other things. */
const input = z.object({ name: z.string() });

export const greet = workflow('Greet', { input, type: 'EXPRESS' }, ({ name }) => pass({ to: name }));

export const shout = workflow('Shout', { input, timeoutSeconds: 60 }, ({ name }) =>
  pass({ text: jsonata<string>`$uppercase(${name})` }),
);

export const hello = greet;

export const settings = { name: 'no workflow', root: null };
