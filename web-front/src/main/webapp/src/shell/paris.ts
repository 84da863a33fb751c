/** The zone that days and times are said and meant in, wherever the browser stands. */
export const ZONE = 'Europe/Paris';

const SUMMER = 2 * 3_600_000;

/** The day it is in Paris, as the services write days. */
export const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE }).format(new Date());

/**
 * The instant at which the clocks of Paris show a time, in milliseconds; the first of two in the
 * night they go back. Not a number where it is no time.
 */
export function instant(shown: string): number {
  const there = Date.parse(`${shown}Z`);
  return Number.isNaN(there) ? there : there - ahead(there - SUMMER);
}

/** How far Paris is ahead of UTC. */
function ahead(at: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: ZONE,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
