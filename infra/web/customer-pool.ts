import { Duration } from 'aws-cdk-lib/core';
import { CognitoUserPoolsAuthorizer } from 'aws-cdk-lib/aws-apigateway';
import {
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { RouteAuthorizer } from './described-api.ts';

/** Customers sign in with Cognito: for shops that have no issuer of tokens yet. */
export class CustomerPool extends Construct {
  readonly authorizer: RouteAuthorizer;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { sms: false, otp: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      deletionProtection: true,
    });
    const orders = new ResourceServerScope({
      scopeName: 'orders',
      scopeDescription: 'Order, and see orders',
    });
    const shop = pool.addResourceServer('Shop', { identifier: 'shop', scopes: [orders] });
    pool.addClient('Web', {
      generateSecret: false,
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.minutes(15),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.resourceServer(shop, orders)],
      },
    });
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'Authorizer', { cognitoUserPools: [pool] });
    this.authorizer = { authorizer, scopes: ['shop/orders'] };
  }
}
