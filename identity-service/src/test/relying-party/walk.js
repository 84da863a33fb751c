// An application on openid-client, from discovery to revocation. Where the browser comes in, it
// writes the address to go to and reads the one that the browser was sent back to.
import { createInterface } from 'node:readline';
import * as client from 'openid-client';

const { ISSUER, CLIENT_ID, CLIENT_SECRET, CALLBACK, SKEW } = process.env;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

const config = await client.discovery(
  new URL(ISSUER),
  CLIENT_ID,
  { [client.clockSkew]: Number(SKEW) },
  client.ClientSecretBasic(CLIENT_SECRET),
  { execute: [client.allowInsecureRequests] },
);
const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
const pkceCodeVerifier = client.randomPKCECodeVerifier();
const expectedState = client.randomState();
const expectedNonce = client.randomNonce();

const to = await client.buildAuthorizationUrlWithPAR(
  config,
  {
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
    state: expectedState,
    nonce: expectedNonce,
    max_age: '300',
  },
  { DPoP },
);
console.log(to.href);

const back = new URL((await lines.next()).value);
const tokens = await client.authorizationCodeGrant(
  config,
  back,
  { pkceCodeVerifier, expectedState, expectedNonce, maxAge: 300, idTokenExpected: true },
  undefined,
  { DPoP },
);
const claims = tokens.claims();
const info = await client.fetchUserInfo(config, tokens.access_token, claims.sub, { DPoP });
const anew = await client.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
const before = await client.tokenIntrospection(config, anew.access_token);
await client.tokenRevocation(config, anew.access_token);
const after = await client.tokenIntrospection(config, anew.access_token);

console.log(
  JSON.stringify({
    type: tokens.token_type,
    sub: claims.sub,
    acr: claims.acr,
    amr: claims.amr,
    name: info.preferred_username,
    bound: before.cnf?.jkt === (await DPoP.calculateThumbprint()),
    before: before.active,
    after: after.active,
  }),
);
process.exit(0);
