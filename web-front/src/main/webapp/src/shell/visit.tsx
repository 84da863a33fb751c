import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import { queries } from './api';
import { Language } from './language';
import { createVigieRouter } from './routes';

// A busy machine takes longer than the library's second for what a browser does at once.
configure({ asyncUtilTimeout: 10_000 });

export interface Asked {
  path: string;
  method: string;
  headers: Headers;
  body: string | null;
}

type Reply = { status: number; body: unknown; headers?: Record<string, string> } | object;

/** For tests: opens a page of the real router, with answers of the server written down. */
export function visit(address: string, replies: Record<string, (asked: Asked) => Reply>) {
  cleanup();
  queries.clear();
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => {
    const call: Asked = {
      path,
      method: init.method ?? 'GET',
      headers: new Headers(init.headers),
      body: typeof init.body === 'string' ? init.body : null,
    };
    asked.push(call);
    const reply = replies[path.replace('/api', '').replace(/\?.*/, '')]?.(call);
    if (!reply) {
      return Promise.reject(new TypeError(`nobody answers ${path}`));
    }
    const { status, body, headers } =
      'status' in reply && 'body' in reply ? reply : { status: 200, body: reply, headers: {} };
    return Promise.resolve(new Response(JSON.stringify(body), { status, headers: headers ?? {} }));
  });
  const router = createVigieRouter(createMemoryHistory({ initialEntries: [address] }));
  const screen = render(
    <Language>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Language>,
  );
  return { ...screen, user: userEvent.setup(), asked, router };
}

export function problem(status: number, name: string, headers: Record<string, string> = {}) {
  return { status, headers, body: { type: `urn:vigie:problem:${name}`, status } };
}

export const ADVISOR = {
  login: 'a.durand',
  organisation: 'FT',
  agency: 'FT-01',
  roles: ['advisor'],
};
export const AUDITOR = {
  login: 'o.petit',
  organisation: 'FT',
  agency: 'FT-01',
  roles: ['auditor'],
};

/** What axe finds wrong, in a document without layout: colours are the browser test's. */
export async function expectAccessible(element: Element) {
  const found = await axe.run(element, { rules: { 'color-contrast': { enabled: false } } });
  expect(found.violations.map((each) => `${each.id}: ${each.help}`)).toEqual([]);
}
