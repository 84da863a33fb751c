import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { because, get, post } from '../shell/api';

export const CLASSES = ['identity', 'contact', 'situation', 'path'] as const;
export const GLASS_REASONS = ['visitor', 'follower-away', 'hardship', 'danger'] as const;
export type GlassReason = (typeof GLASS_REASONS)[number];

export interface Wanted {
  number: string;
  fields: string[];
  reason: string;
  text: string;
}

export interface Broken {
  grant: string;
  ref: string;
  until: string;
  left: number;
}

/** One use that waits for a review. */
export interface Use {
  grant: string;
  person: string;
  advisor: string;
  agency: string;
  reason: GlassReason;
  words: string | null;
  fieldClasses: string[];
  brokenAt: string;
  otherVerdict: string | null;
}

export function useBreaking() {
  return useMutation({
    mutationFn: (wanted: Wanted) => post<Broken>('/glass', wanted, because('reception')),
    gcTime: 0,
  });
}

export function useWaiting() {
  return useQuery({
    queryKey: ['glass'],
    queryFn: () => get<{ uses: Use[] }>('/glass', because('supervision')),
    refetchOnMount: 'always',
    gcTime: 0,
  });
}

export function useReview() {
  const all = useQueryClient();
  return useMutation({
    mutationFn: ({ grant, verdict }: { grant: string; verdict: 'justified' | 'abuse' }) =>
      post(`/glass/${grant}/review`, { verdict }, because('supervision')),
    onSuccess: () => all.invalidateQueries({ queryKey: ['glass'] }),
  });
}
