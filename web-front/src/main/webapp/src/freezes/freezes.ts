import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../shell/api';

export const SCOPES = ['account', 'session', 'organisation'] as const;
export const CAUSES = ['reported-stolen', 'suspicious-use', 'left', 'ordered'] as const;
export const REASONS = ['harmless', 'credentials-renewed', 'mistake', 'holder-heard'] as const;

/** One freeze. References only: nobody's name. */
export interface Freeze {
  freeze: string;
  scope: string;
  target: string;
  cause: string;
  detected: boolean;
  state: 'frozen' | 'thaw-proposed' | 'thawed';
  frozenBy: string;
  frozenAt: string;
  proposedBy: string | null;
  reason: string | null;
  thawedBy: string | null;
  changedAt: string;
}

interface Listed {
  freezes: Freeze[];
  next: string | null;
}

export interface Breaker {
  openSince: string | null;
  frozen: number;
  limit: number;
}

export function useFreezes() {
  return useInfiniteQuery({
    queryKey: ['freezes'],
    queryFn: ({ pageParam }) =>
      get<Listed>(pageParam === null ? '/freezes' : `/freezes?cursor=${pageParam}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

export function useBreaker() {
  return useQuery({
    queryKey: ['freeze-breaker'],
    queryFn: () => get<Breaker>('/freeze-breaker'),
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

/** What an officer does. Each has a key of its own, so that a click sent twice counts once. */
export type Step =
  | { do: 'freeze'; scope: string; target: string; cause: string }
  | { do: 'propose'; freeze: string; reason: string }
  | { do: 'approve' | 'decline'; freeze: string }
  | { do: 'close-breaker' };

export function useStep() {
  const all = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) => take(step, crypto.randomUUID()),
    onSettled: async () => {
      await all.invalidateQueries({ queryKey: ['freezes'] });
      await all.invalidateQueries({ queryKey: ['freeze-breaker'] });
    },
  });
}

function take(step: Step, key: string): Promise<unknown> {
  const headers = { 'Idempotency-Key': key };
  switch (step.do) {
    case 'freeze':
      return post(
        '/freezes',
        { scope: step.scope, target: step.target, cause: step.cause },
        headers,
      );
    case 'propose':
      return post(`/freezes/${step.freeze}/thaw`, { reason: step.reason }, headers);
    case 'approve':
      return post(`/freezes/${step.freeze}/thaw/approval`, {}, headers);
    case 'decline':
      return post(`/freezes/${step.freeze}/thaw/refusal`, {}, headers);
    case 'close-breaker':
      return post('/freeze-breaker/closing', {}, headers);
  }
}
