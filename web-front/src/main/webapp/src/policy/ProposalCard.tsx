import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import type { Proposal } from './policy';

/** One proposal: what it would change and promise, by whom, and the second officer's word. */
export function ProposalCard({
  proposal,
  busy,
  onTry,
  onDecide,
  children,
}: {
  proposal: Proposal;
  busy: boolean;
  onTry: () => void;
  onDecide: (decision: 'approval' | 'refusal') => void;
  children: ReactNode;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const title = `proposal-${proposal.proposal}`;
  return (
    <section className="card proposal" aria-labelledby={title}>
      <h3 id={title}>{word('policy-reason', proposal.reason)}</h3>
      <p>
        {text('policy.by')} <code>{proposal.proposedBy}</code>,{' '}
        <time dateTime={proposal.proposedAt}>
          {intl.formatDate(proposal.proposedAt, { dateStyle: 'short', timeStyle: 'short' })}
        </time>
      </p>
      {proposal.changes.length === 0 && <p>{text('policy.no-change')}</p>}
      <ul>
        {proposal.changes.map((change) => (
          <li key={change.name}>
            {word('policy-number', change.name)} : <s>{change.now}</s>{' '}
            <strong>{change.proposed}</strong>
          </li>
        ))}
      </ul>
      <p>
        {text('locks.bound', {
          strangers: proposal.promise.atMostByStrangers,
          device: proposal.promise.atMostByDevice,
        })}
      </p>
      <div className="next-step">
        <button type="button" className="button quiet-button" disabled={busy} onClick={onTry}>
          {text('policy.try')}
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => {
            onDecide('approval');
          }}
        >
          {text('policy.approve')}
        </button>
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => {
            onDecide('refusal');
          }}
        >
          {text('policy.decline')}
        </button>
      </div>
      {children}
    </section>
  );
}
