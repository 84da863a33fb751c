import { useQuery } from '@tanstack/react-query';
import { get, NOT_SIGNED_IN, Refused } from './api';

export interface Me {
  login: string;
  organisation: string;
  agency: string;
  roles: string[];
}

/** Who has signed in; null for nobody. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      try {
        return await get<Me>('/me');
      } catch (failure) {
        if (failure instanceof Refused && failure.problem.type === NOT_SIGNED_IN) {
          return null;
        }
        throw failure;
      }
    },
  });
}

export interface Room {
  path:
    | '/portfolio'
    | '/glass'
    | '/rights'
    | '/reviews'
    | '/events'
    | '/freezes'
    | '/alerts'
    | '/breaches'
    | '/accesses'
    | '/log'
    | '/locks'
    | '/policy';
  name:
    | 'menu.portfolio'
    | 'menu.glass'
    | 'menu.rights'
    | 'menu.reviews'
    | 'menu.events'
    | 'menu.freezes'
    | 'menu.alerts'
    | 'menu.breaches'
    | 'menu.accesses'
    | 'menu.log'
    | 'menu.locks'
    | 'menu.policy';
}

const WATCHERS = ['auditor', 'privacy-officer', 'security-officer'];

const AGREE_TO_RESETS = ['account-admin', 'desk', 'manager'];

/** Whether the menu leads to where resets are started and agreed to, which is not a screen of ours. */
export const hasResets = (me: Me) => me.roles.some((role) => AGREE_TO_RESETS.includes(role));

/** What the menu offers. What an account may do is decided by the services, at each call. */
export function roomsOf(me: Me): Room[] {
  const rooms: Room[] = [];
  if (me.roles.includes('advisor')) {
    rooms.push({ path: '/portfolio', name: 'menu.portfolio' });
    rooms.push({ path: '/glass', name: 'menu.glass' });
  }
  if (me.roles.includes('manager')) {
    rooms.push({ path: '/rights', name: 'menu.rights' });
  }
  if (me.roles.some((role) => ['manager', 'privacy-officer'].includes(role))) {
    rooms.push({ path: '/reviews', name: 'menu.reviews' });
  }
  if (me.roles.some((role) => WATCHERS.includes(role))) {
    rooms.push(
      { path: '/events', name: 'menu.events' },
      { path: '/alerts', name: 'menu.alerts' },
      { path: '/breaches', name: 'menu.breaches' },
    );
  }
  if (me.roles.includes('auditor') || me.roles.includes('privacy-officer')) {
    rooms.push({ path: '/accesses', name: 'menu.accesses' });
  }
  if (me.roles.some((role) => WATCHERS.includes(role))) {
    rooms.push({ path: '/log', name: 'menu.log' });
  }
  if (me.roles.includes('security-officer')) {
    rooms.push(
      { path: '/freezes', name: 'menu.freezes' },
      { path: '/locks', name: 'menu.locks' },
      { path: '/policy', name: 'menu.policy' },
    );
  }
  return rooms;
}
