import { QueryClient } from '@tanstack/react-query';

/** What is wrong with one field of what was sent, in both languages. */
export interface FieldFault {
  field: string;
  message: string;
  french: string;
}

/** Why a call was not answered with what was asked for (RFC 9457, as far as pages use it). */
export interface Problem {
  type: string;
  status: number;
  retryAfter: number | null;
  correlation: string | null;
  fields: FieldFault[];
}

/** A refusal is no bug: pages catch it and say what to do. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.type);
  }
}

export const STEP_UP_NEEDED = 'urn:vigie:problem:step-up-needed';
export const NOT_SIGNED_IN = 'urn:vigie:problem:not-signed-in';
const UNREACHABLE = 'urn:vigie:problem:unreachable';
const UNEXPECTED = 'urn:vigie:problem:unexpected';

/**
 * Reads are deeds here: each is recorded, and may count. So nothing is asked again by itself, not
 * after a failure, not when the window comes back to the front.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      refetchOnMount: false,
      staleTime: Infinity,
    },
    mutations: { retry: false },
  },
});

/** Why a call is made, in a word records-service knows: it answers none without. */
export const because = (purpose: string) => ({ 'Vigie-Purpose': purpose });

export function get<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
  return call<T>(path, { headers });
}

/** The header tells our calls from those another site's page could make. */
export function post<T>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  return call<T>(path, deed(body, headers));
}

/** Takes a file that only a deed gives; the browser keeps it, not the page. */
export async function take(path: string, name: string): Promise<void> {
  const answer = await ask(path, deed({}));
  const address = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

function deed(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json', 'Vigie-Request': '1' },
    body: JSON.stringify(body),
  };
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  return (await (await ask(path, init)).json()) as T;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(`/api${path}`, { ...init, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new Refused({
      type: UNREACHABLE,
      status: 0,
      retryAfter: null,
      correlation: null,
      fields: [],
    });
  }
  if (answer.ok) {
    return answer;
  }
  throw new Refused(await problemOf(answer));
}

async function problemOf(answer: Response): Promise<Problem> {
  const retryAfter = Number(answer.headers.get('Retry-After'));
  const said = await saidBy(answer);
  return {
    type: typeOf(answer, said),
    status: answer.status,
    retryAfter: retryAfter > 0 ? retryAfter : null,
    correlation: answer.headers.get('Vigie-Correlation'),
    fields: Array.isArray(said.problems) ? (said.problems as FieldFault[]) : [],
  };
}

interface Said {
  type?: unknown;
  problems?: unknown;
}

function typeOf(answer: Response, said: Said): string {
  const type = typeof said.type === 'string' ? said.type : UNEXPECTED;
  // 499 is how the server says that signing in anew is the only way on.
  if (answer.status === 499 || (answer.status === 401 && type !== STEP_UP_NEEDED)) {
    return NOT_SIGNED_IN;
  }
  return type;
}

async function saidBy(answer: Response): Promise<Said> {
  try {
    return (await answer.json()) as Said;
  } catch {
    return {};
  }
}
