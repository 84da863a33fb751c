import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../shell/api';

export const DEEDS = ['clearing', 'extension', 'device-revocation'] as const;
export const WHYS = [
  'holder-verified',
  'attack-over',
  'under-attack',
  'device-lost',
  'mistake',
] as const;
/** An extension lasts so long from now; the service allows up to twelve. */
const HOURS = 4;

export type Deed = (typeof DEEDS)[number];

/** A lock in force. The account is a key: it does not tell who it is. */
export interface Lock {
  account: string;
  device: string | null;
  failures: number;
  lockedAt: string;
  until: string;
}

interface Listed {
  locks: Lock[];
  next: string | null;
}

export interface Status {
  account: string;
  state: 'open' | 'locked';
  failures: number;
  left: number;
  delayedUntil: string | null;
  until: string | null;
  devices: { device: string; state: 'open' | 'locked'; failures: number; left: number }[];
}

export interface Standing {
  status: Status;
  atMostByStrangers: number;
  atMostByDevice: number;
  events: { id: string; type: string; time: string }[];
}

/** Whom to look at: an account key from the list, or what an officer typed. */
export type Whom = { key: string } | { account: string } | { login: string };

export function useLocks() {
  return useInfiniteQuery({
    queryKey: ['locks'],
    queryFn: ({ pageParam }) =>
      get<Listed>(pageParam === null ? '/locks' : `/locks?cursor=${pageParam}`),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

/** Each look is an event, so nothing is looked at but by a click. A login goes in a body. */
export function useStanding() {
  return useMutation({
    mutationFn: (whom: Whom) =>
      'key' in whom ? get<Standing>(`/locks/${whom.key}`) : post<Standing>('/locks/look-up', whom),
  });
}

export function useDeed() {
  const all = useQueryClient();
  const [key, setKey] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: ({ account, deed, reason }: { account: string; deed: Deed; reason: string }) =>
      post(
        `/locks/${account}/${deed}`,
        deed === 'extension' ? { reason, hours: HOURS } : { reason },
        { 'Idempotency-Key': key },
      ),
    onSuccess: () => {
      setKey(crypto.randomUUID());
    },
    onSettled: () => all.invalidateQueries({ queryKey: ['locks'] }),
  });
}
