import { App, type AppProps } from 'aws-cdk-lib/core';

/**
 * An app without the CDK's own check of templates, whose engine takes seconds to start in every test file:
 * `stacks.test.ts` has it, for every stack.
 */
export const uncheckedApp = (props: AppProps = {}): App =>
  new App({ ...props, builtinCloudFormationValidation: false });
