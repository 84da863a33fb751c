// Leads a passkey from the browser's hands into the form that carries it to us. Whatever can be
// done without a passkey works without this file.

const form = document.querySelector('form[data-passkey]');

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

// The server speaks the JSON of WebAuthn level 3; the browser's own readers of it are too young.
function understood(options) {
  const named = (each) => ({ ...each, id: bytes(each.id) });
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: named(options.user) }),
    ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(named) }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(named) }),
  };
}

function said(credential) {
  const { response } = credential;
  const told = { clientDataJSON: text(response.clientDataJSON) };
  if (response.attestationObject) {
    told.attestationObject = text(response.attestationObject);
    told.transports = response.getTransports?.() ?? [];
  } else {
    told.authenticatorData = text(response.authenticatorData);
    told.signature = text(response.signature);
    if (response.userHandle?.byteLength) {
      told.userHandle = text(response.userHandle);
    }
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: {},
    response: told,
  });
}

const options = () => ({ publicKey: understood(JSON.parse(form.dataset.options)) });
const failed = form?.querySelector('[data-passkey-failed]');
let waiting; // for a passkey that the person may pick among the logins

function send(credential) {
  form.elements.credential.value = said(credential);
  form.submit();
}

function sorry() {
  failed.hidden = false;
  failed.focus();
}

async function go() {
  waiting?.abort();
  failed.hidden = true;
  try {
    send(
      form.dataset.passkey === 'make'
        ? await navigator.credentials.create(options())
        : await navigator.credentials.get(options()),
    );
  } catch {
    sorry();
  }
}

async function offer() {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) {
    return;
  }
  waiting = new AbortController();
  try {
    send(
      await navigator.credentials.get({
        ...options(),
        mediation: 'conditional',
        signal: waiting.signal,
      }),
    );
  } catch {
    // Nobody picked one; the button and the password are still there.
  }
}

if (form && globalThis.PublicKeyCredential) {
  form.querySelector('[data-passkey-part]').hidden = false;
  form.querySelector('[data-passkey-absent]')?.remove();
  form.querySelector('[data-passkey-go]').addEventListener('click', go);
  if ('passkeyOffer' in form.dataset) {
    offer();
  }
}
