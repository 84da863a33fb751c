import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../shell/api';

export const WHYS = ['under-attack', 'attack-over', 'too-strict', 'rules-changed'] as const;

export interface Promised {
  atMostByStrangers: number;
  atMostByDevice: number;
}

export interface Policy extends Promised {
  numbers: { name: string; value: string; source: string }[];
}

/** Other numbers that an officer is for; it takes another. */
export interface Proposal {
  proposal: string;
  reason: string;
  proposedBy: string;
  proposedAt: string;
  changes: { name: string; now: string; proposed: string }[];
  promise: Promised;
}

interface Listed {
  proposals: Proposal[];
  next: string | null;
}

/** What the past thirty days would have been: `then` in fact, `now` under other numbers. */
export interface DryRun {
  from: string;
  to: string;
  guesses: number;
  lockedThen: number;
  lockedNow: number;
  locked: {
    account: string;
    device: string | null;
    then: number;
    now: number;
    longest: number;
  }[];
}

export type Numbers = Record<string, string>;

const FRESH = { refetchOnMount: 'always', gcTime: 0 } as const;

export function usePolicy() {
  return useQuery({ queryKey: ['policy'], queryFn: () => get<Policy>('/policy'), ...FRESH });
}

export function useProposals() {
  return useInfiniteQuery({
    queryKey: ['policy-proposals'],
    queryFn: ({ pageParam }) =>
      get<Listed>(
        pageParam === null ? '/policy/proposals' : `/policy/proposals?cursor=${pageParam}`,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    ...FRESH,
  });
}

/** Reads and tells, and changes nothing; it is an event all the same. */
export function useDryRun() {
  return useMutation({
    mutationFn: (numbers: Numbers) => post<DryRun>('/policy/dry-runs', { numbers }),
  });
}

export type Step =
  | { do: 'propose'; numbers: Numbers; reason: string }
  | { do: 'approval' | 'refusal'; proposal: string };

export function useStep() {
  const all = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: (step: Step) =>
      step.do === 'propose'
        ? post(
            '/policy/proposals',
            { numbers: step.numbers, reason: step.reason },
            { 'Idempotency-Key': key },
          )
        : post(`/policy/proposals/${step.proposal}/${step.do}`, {}),
    onSuccess: () => {
      setKey(crypto.randomUUID());
    },
    onSettled: async () => {
      await all.invalidateQueries({ queryKey: ['policy'] });
      await all.invalidateQueries({ queryKey: ['policy-proposals'] });
    },
  });
}

/** The numbers of a proposal that would change. */
export function numbersOf(proposal: Proposal): Numbers {
  return Object.fromEntries(proposal.changes.map((change) => [change.name, change.proposed]));
}
