import { useInfiniteQuery } from '@tanstack/react-query';
import { get } from '../shell/api';
import { instant } from '../shell/paris';

/** One event of the log, as an auditor reads it. References only: no value of any record. */
export interface AuditEvent {
  index: number;
  id: string;
  time: string;
  type: string;
  source: string;
  actor: string | null;
  organisation: string | null;
  agency: string | null;
  session: string | null;
  operation: string | null;
  outcome: string | null;
  subject: string | null;
  fieldClasses: string[] | null;
  purpose: string | null;
  basis: string | null;
  correlation: string | null;
}

interface Listed {
  events: AuditEvent[];
  next: string | null;
}

export const OPERATIONS = [
  'read',
  'list',
  'search',
  'sign-in',
  'end-session',
  'attempt',
  'report-attempt',
  'lock',
  'expire-lock',
  'extend-lock',
  'clear-lock',
  'revoke-devices',
  'create-account',
  'register',
  'assign',
  'query-events',
  'change-signing-key',
  'request',
  'freeze',
  'reinforce-freeze',
  'propose-thaw',
  'decline-thaw',
  'approve-thaw',
  'thaw',
  'hold-freeze',
  'open-freeze-breaker',
  'close-freeze-breaker',
] as const;
export const OUTCOMES = ['allowed', 'refused', 'failed', 'done'] as const;

/** What an auditor asks for. It stands in the page's address, so that a view can be passed on. */
export interface Filters {
  advisor?: string;
  person?: string;
  organisation?: string;
  agency?: string;
  session?: string;
  device?: string;
  network?: string;
  operation?: string;
  outcome?: string;
  purpose?: string;
  basis?: string;
  fieldClass?: string;
  from?: string;
  to?: string;
}

/** Those that are rarely asked by; the page keeps them folded. */
export const RARE = ['organisation', 'agency', 'session', 'device', 'network', 'basis'] as const;
export const PURPOSES = [
  'interview',
  'follow-up',
  'reception',
  'benefit-query',
  'work-organisation',
  'supervision',
  'subject-rights',
  'transmission',
  'registration',
  'takeover',
] as const;
export const FIELD_CLASSES = [
  'identity',
  'contact',
  'situation',
  'path',
  'contract',
  'appointments',
  'history',
  'disability',
  'nir',
] as const;

const NAMES = [
  'advisor',
  'person',
  ...RARE,
  'operation',
  'outcome',
  'purpose',
  'fieldClass',
  'from',
  'to',
] as const;

/** The filters in an address; whatever else it says is left out. */
export function filtersOf(address: Record<string, unknown>): Filters {
  const filters: Filters = {};
  for (const name of NAMES) {
    const value = address[name];
    if (typeof value === 'string' && value.trim() !== '') {
      filters[name] = value.trim();
    }
  }
  return filters;
}

export function useEvents(filters: Filters) {
  return useInfiniteQuery({
    queryKey: ['events', filters],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams(asked(filters));
      query.set('limit', '50');
      if (pageParam !== null) {
        query.set('cursor', pageParam);
      }
      return get<Listed>(`/events?${query.toString()}`);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

/** Times are chosen as they are shown, in Paris, and asked for in UTC; the last minute is included. */
export function asked(filters: Filters): Record<string, string> {
  const all: Record<string, string> = { ...filters };
  const from = utc(filters.from, 0);
  const to = utc(filters.to, 59_999);
  delete all.from;
  delete all.to;
  return { ...all, ...(from && { from }), ...(to && { to }) };
}

function utc(shown: string | undefined, later: number): string | null {
  const time = instant(shown ?? '');
  return Number.isNaN(time) ? null : new Date(time + later).toISOString();
}
