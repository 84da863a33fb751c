import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, take } from '../shell/api';
import type { AuditEvent } from '../events/events';

/** What stood in an event when it was decided. */
export interface Why {
  event: AuditEvent;
  reason: string | null;
  basis: string | null;
  relation: AuditEvent | null;
  policy: string | null;
  assurance: string | null;
  methods: string | null;
  authenticatedAt: string | null;
  budget: string | null;
}

export interface Alert {
  alert: string;
  index: number;
  at: string;
  rule: string | null;
  severity: string | null;
  scope: string | null;
  target: string | null;
  measured: string | null;
  limit: string | null;
  frozen: boolean;
  state: 'raised' | 'escalated' | 'acknowledged' | 'closed';
  owner: string | null;
  verdict: string | null;
  runbook: string;
}

export const VERDICTS = ['breach', 'harmless', 'mistake', 'tried'] as const;

export interface Opened {
  breach: string;
  by: string;
  accounts: string[];
  sessions: string[];
  from: string;
  to: string | null;
  awareAt: string;
  at: string;
}

export interface Part {
  name: string;
  persons: number;
  accesses: number;
}

export interface Breach {
  standing: {
    opened: Opened;
    notified: string[];
    listRequestedBy: string | null;
    listApprovedBy: string[];
    closed: boolean;
  };
  facts: {
    persons: number;
    accesses: number;
    first: string | null;
    last: string | null;
    organisations: Part[];
    fieldClasses: Part[];
  };
}

export interface AccessList {
  person: string;
  total: number;
  organisations: { organisation: string; accesses: number; first: string; last: string }[];
  accesses: {
    index: number;
    time: string;
    organisation: string | null;
    operation: string | null;
    purpose: string | null;
    fieldClasses: string[];
  }[];
}

export interface Replay {
  replay: string;
  by: string;
  startedAt: string;
  state: 'running' | 'ended' | 'failed';
  done: number | null;
  of: number | null;
  digest: string | null;
  same: boolean | null;
}

function useOnce<T>(key: string[], path: string, enabled = true, every?: number) {
  return useQuery({
    queryKey: key,
    queryFn: () => get<T>(path),
    refetchOnMount: 'always',
    gcTime: 0,
    enabled,
    ...(every !== undefined && { refetchInterval: every }),
  });
}

export const useWhy = (index: number, asked: boolean) =>
  useOnce<Why>(['why', String(index)], `/events/${String(index)}/why`, asked);
export const useAlerts = () => useOnce<{ alerts: Alert[] }>(['alerts'], '/alerts');
export const useBreaches = () => useOnce<{ breaches: Opened[] }>(['breaches'], '/breaches');
export const useBreach = (breach: string) =>
  useOnce<Breach>(['breaches', breach], `/breaches/${encodeURIComponent(breach)}`);
export const useAccesses = (person: string) =>
  useOnce<AccessList>(
    ['accesses', person],
    `/persons/${encodeURIComponent(person)}/accesses`,
    person !== '',
  );
export const useHead = () => useOnce<{ size: number; root: string }>(['head'], '/log/head');
export const useReplays = (running: boolean) =>
  useOnce<{ replays: Replay[] }>(['replays'], '/replays', true, running ? 2_000 : undefined);

/** A deed at a path; what it changes is asked for again. */
export function useDeed(family: 'alerts' | 'breaches' | 'replays') {
  const all = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: { path: string; body?: unknown }) =>
      post<unknown>(path, body, { 'Idempotency-Key': crypto.randomUUID() }),
    onSettled: () => all.invalidateQueries({ queryKey: [family] }),
  });
}

/** The list of persons who must be told. It is handed out once. */
export function useTaking(breach: string) {
  const all = useQueryClient();
  return useMutation({
    mutationFn: () =>
      take(`/files/breaches/${encodeURIComponent(breach)}/affected`, 'article-34.ndjson'),
    onSettled: () => all.invalidateQueries({ queryKey: ['breaches'] }),
  });
}
