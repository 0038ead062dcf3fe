import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { CheckoutStack } from '../../infra/checkout-stack.ts';
import { WebStack, type WebStackProps } from '../../infra/web-stack.ts';
import { bundleOfNothing } from './bundle-of-nothing.ts';
import { uncheckedApp } from './unchecked-app.ts';

/** Synthesis throws at a finding of cdk-nag that nobody has acknowledged. */
const outdir = mkdtempSync(join(tmpdir(), 'stateyard-web-'));
const digest = 'ab'.repeat(32);
const web = synthesized({ partners: { acme: digest } });
const domain = {
  name: 'shop.example.com',
  hostedZoneId: 'Z0123456789',
  certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/one',
};
const withPool = synthesized({ customers: 'user-pool', firewall: false, domain });

afterAll(() => rmSync(outdir, { recursive: true }));

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

function synthesized(props: Partial<WebStackProps>, context: object = {}): readonly Resource[] {
  const app = uncheckedApp({ outdir: mkdtempSync(join(outdir, 'out-')), context: { ...context } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const shop = new CheckoutStack(app, 'Shop', { tasks: bundleOfNothing });
  new WebStack(app, 'Web', { tasks: bundleOfNothing, shop, ...props });
  return app
    .synth()
    .stacks.flatMap(({ templateFullPath }) =>
      Object.values(JSON.parse(readFileSync(templateFullPath, 'utf8')).Resources as Record<string, Resource>),
    );
}

function all(template: readonly Resource[], type: string) {
  return template.filter(({ Type }) => Type === `AWS::${type}`).map(({ Properties }) => Properties);
}

const methods = all(web, 'ApiGateway::Method');
const methodOf = (action: string) =>
  methods.find(({ Integration }) => JSON.stringify(Integration).includes(`/${action}"`)) ?? {};

describe('authorizers', () => {
  test('refuse without asking what lacks an identity source or looks wrong', () => {
    expect(all(web, 'ApiGateway::Authorizer')).toEqual([
      expect.objectContaining({
        Type: 'TOKEN',
        IdentitySource: 'method.request.header.Authorization',
        IdentityValidationExpression: String.raw`^Bearer +[\w-]+\.[\w-]+\.[\w-]+$`,
        AuthorizerResultTtlInSeconds: 60,
      }),
      expect.objectContaining({
        Type: 'REQUEST',
        IdentitySource: 'method.request.header.x-partner-id,method.request.header.x-partner-secret',
        AuthorizerResultTtlInSeconds: 60,
      }),
    ]);
  });

  test('stand before every method but the health', () => {
    const open = methods.filter(({ AuthorizationType }) => AuthorizationType === 'NONE');
    expect(open).toHaveLength(1);
    expect(JSON.stringify(open)).toContain('CheckHealth');
  });

  test('of a user pool want a scope, and its caller is the subject', () => {
    const [order] = all(withPool, 'ApiGateway::Method').filter(
      ({ AuthorizationScopes }) => AuthorizationScopes,
    );
    expect(order).toMatchObject({
      AuthorizationType: 'COGNITO_USER_POOLS',
      AuthorizationScopes: ['shop/orders'],
    });
    expect(JSON.stringify(order)).toContain('$context.authorizer.claims.sub');
  });
});

describe('routes', () => {
  test.each(['StartExecution', 'StartSyncExecution'])(
    '%s takes a body that fits, of JSON alone',
    (action) => {
      expect(methodOf(action)).toMatchObject({
        RequestModels: { 'application/json': expect.anything() },
        RequestValidatorId: expect.anything(),
        Integration: { PassthroughBehavior: 'NEVER' },
      });
    },
  );

  test('an order has no customer in its model', () => {
    const schemas = all(web, 'ApiGateway::Model').map(({ Schema }) => Schema as Record<string, object>);
    const order = schemas.find(({ properties }) => properties && 'paymentMethod' in properties) ?? {};
    expect(order).toMatchObject({ additionalProperties: false });
    expect(order['required']).not.toContain('customerId');
    expect(order['properties']).not.toHaveProperty('customerId');
  });

  test('each may do its one thing', () => {
    const actions = all(web, 'IAM::Policy')
      .flatMap(
        ({ PolicyDocument }) => (PolicyDocument as { Statement: { Action: string | string[] }[] }).Statement,
      )
      .flatMap(({ Action }) => Action)
      .filter((action) => action.startsWith('states:'));
    expect(actions.toSorted()).toEqual([
      'states:DescribeExecution',
      'states:StartExecution',
      'states:StartSyncExecution',
    ]);
  });

  test('partners are counted by a key that only the authorizer names', () => {
    expect(all(web, 'ApiGateway::RestApi')).toMatchObject([{ ApiKeySourceType: 'AUTHORIZER' }]);
    expect(all(web, 'ApiGateway::ApiKey')).toMatchObject([{ Value: 'stateyard-partner-acme' }]);
    expect(methodOf('StartSyncExecution')).toMatchObject({ ApiKeyRequired: true });
  });
});

describe('the stage', () => {
  test('is throttled, traced and logged, without the data', () => {
    const [stage] = all(web, 'ApiGateway::Stage');
    expect(stage).toMatchObject({ TracingEnabled: true, AccessLogSetting: expect.anything() });
    expect(stage?.['MethodSettings']).toContainEqual(
      expect.objectContaining({ ResourcePath: '/*', ThrottlingRateLimit: 100, DataTraceEnabled: false }),
    );
  });

  test('stands behind a firewall unless somebody goes without', () => {
    const firewalls = [web, withPool].map((template) => all(template, 'WAFv2::WebACLAssociation').length);
    expect(firewalls).toEqual([1, 0]);
  });

  test('lets nothing through while its trigger is off', () => {
    const stages = all(synthesized({}, { 'trigger.web-api': 'off' }), 'ApiGateway::Stage');
    const nothing = expect.objectContaining({ ThrottlingRateLimit: 0, ThrottlingBurstLimit: 0 });
    expect(stages).toMatchObject([{ MethodSettings: [nothing, nothing] }]);
  });
});

describe('in several regions', () => {
  test('the nearest that is well answers to the shared name', () => {
    expect(all(withPool, 'Route53::RecordSet')).toMatchObject([
      { Name: 'shop.example.com', Region: { Ref: 'AWS::Region' }, HealthCheckId: expect.anything() },
    ]);
  });

  test('the health that counts is the deep one of the region itself', () => {
    const [check] = all(withPool, 'Route53::HealthCheck');
    expect(check).toMatchObject({
      HealthCheckConfig: { Type: 'HTTPS', ResourcePath: expect.anything(), FailureThreshold: 3 },
    });
    expect(JSON.stringify(check)).toContain('/health');
    expect(JSON.stringify(check)).not.toContain('shop.example.com');
  });
});
