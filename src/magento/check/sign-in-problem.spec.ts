import { expect, it } from '@jest/globals';
import {
  MagentoGatewayError,
  MagentoPermissionError,
  MagentoProtocolError,
  MagentoSignInError,
  MagentoUnreachableError,
} from '../magento.errors.js';
import { signInProblem } from './sign-in-problem.js';

it.each([
  ['oauth1', 'A consumer having the specified key does not exist', 'The consumer key is not'],
  ['oauth1', 'Consumer key is not the correct length', 'The consumer key is not'],
  ['oauth1', 'Specified token does not exist', 'The access token is not'],
  ['oauth1', 'Token is not associated with the specified consumer', 'The access token is not'],
  ['oauth1', 'The token length is invalid. Check the length and try again.', 'The access token is not'],
  ['oauth1', 'Access token has been revoked', 'The access token is not'],
  [
    'oauth1',
    'The signature is invalid. Verify and try again.',
    'The consumer secret or the access token secret is not',
  ],
  ['admin', 'The account sign-in was incorrect', 'Check user and password'],
  ['admin', 'Please use the 2fa provider-specific endpoints to obtain a token.', 'make an integration'],
] as const)('%s: %j names the value that is wrong', (scheme, words, said) => {
  const problem = signInProblem(scheme, new MagentoSignInError(words));
  expect(problem).toMatchObject({ check: 'sign-in', result: 'failed' });
  expect(problem.message).toContain(`${words} `);
  expect(problem.message).toContain(said);
  expect(problem.message.includes('password')).toBe(scheme === 'admin' && said.includes('password'));
});

it.each([
  ['oauth1', 'sign-in', 'Activate the integration if it is not active'],
  ['bearer', 'sign-in', 'use oauth1'],
  ['admin', 'right Magento_Sales::actions_view', "user's role"],
] as const)('%s: a missing right is one of %s', (scheme, check, said) => {
  const problem = signInProblem(scheme, new MagentoPermissionError('Magento_Sales::actions_view'));
  expect(problem).toMatchObject({ check, result: 'failed', message: expect.stringContaining(said) });
});

it('takes what fails for now for no finding, and an unknown answer for one', () => {
  const resultOf = (error: Error): string => signInProblem('oauth1', error).result;
  expect(resultOf(new MagentoGatewayError('down', 503))).toBe('unknown');
  expect(resultOf(new MagentoUnreachableError('connect ECONNREFUSED'))).toBe('failed');
  expect(resultOf(new MagentoProtocolError('a page', 200))).toBe('failed');
});
