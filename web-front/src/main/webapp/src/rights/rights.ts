import { useMutation } from '@tanstack/react-query';
import { because, post } from '../shell/api';

export type Field = 'number' | 'absent' | 'organisation' | 'agency' | 'advisor' | 'from' | 'until';

/** What a manager grants, and what each takes. Each is named as its door is. */
export const RIGHTS = {
  shifts: ['advisor', 'from', 'until'],
  replacements: ['absent', 'advisor', 'from', 'until'],
  'co-follow-ups': ['number', 'advisor', 'organisation', 'agency', 'from', 'until'],
  designations: ['advisor', 'from', 'until'],
  transfers: ['number', 'advisor'],
} as const satisfies Record<string, readonly Field[]>;

export type Right = keyof typeof RIGHTS;
export const RIGHT_NAMES = Object.keys(RIGHTS) as Right[];

/** A number is personal data: it goes in the body, never in an address. */
export function useGrant() {
  return useMutation({
    mutationFn: ({ right, said }: { right: Right; said: Partial<Record<Field, string>> }) =>
      post<{ grant: string }>(`/${right}`, said, because('work-organisation')),
  });
}

export function useEnd() {
  return useMutation({
    mutationFn: (grant: string) =>
      post<{ grant: string }>(`/grants/${grant}/end`, {}, because('work-organisation')),
  });
}
