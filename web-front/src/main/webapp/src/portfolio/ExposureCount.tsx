import { useText } from '../shell/language';
import type { Exposure } from './portfolio';
import './exposure.css';

/** How many persons an advisor has been shown today, of how many. */
export function ExposureCount({ exposure }: { exposure: Exposure }) {
  const text = useText();
  const share = Math.min(100, (100 * exposure.disclosed) / Math.max(1, exposure.budget));
  return (
    <div className="exposure" data-level={share >= 90 ? 'high' : share >= 60 ? 'middle' : 'low'}>
      <p>
        <strong>{exposure.disclosed}</strong>{' '}
        {text('exposure.of', { disclosed: exposure.disclosed, budget: exposure.budget })}
      </p>
      <svg height="6" aria-hidden="true" className="exposure-bar">
        <rect width="100%" height="6" rx="3" className="exposure-all" />
        <rect width={`${share}%`} height="6" rx="3" className="exposure-used" />
      </svg>
    </div>
  );
}
