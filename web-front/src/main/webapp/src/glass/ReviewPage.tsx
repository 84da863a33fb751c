import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useReview, useWaiting, type Use } from './glass';
import './glass.css';

/** What waits for the manager or the privacy officer: the oldest first. */
export function ReviewPage() {
  const text = useText();
  const waiting = useWaiting();
  const review = useReview();
  const uses = waiting.data?.uses ?? [];
  return (
    <Page title={text('review.title')}>
      <p className="lead">{text('review.lead')}</p>
      {review.error && <Refusal failure={review.error} />}
      {waiting.error && <Refusal failure={waiting.error} />}
      {waiting.isPending && <p role="status">{text('state.loading')}</p>}
      {waiting.data && uses.length === 0 && <p role="status">{text('review.none')}</p>}
      <ul className="uses">
        {uses.map((use) => (
          <li key={use.grant}>
            <OneUse
              use={use}
              busy={review.isPending}
              onVerdict={(verdict) => {
                review.mutate({ grant: use.grant, verdict });
              }}
            />
          </li>
        ))}
      </ul>
    </Page>
  );
}

function OneUse({
  use,
  busy,
  onVerdict,
}: {
  use: Use;
  busy: boolean;
  onVerdict: (verdict: 'justified' | 'abuse') => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const when = intl.formatDate(use.brokenAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <article className="card use" aria-labelledby={`use-${use.grant}`}>
      <h2 id={`use-${use.grant}`}>{when}</h2>
      <dl>
        <div>
          <dt>{text('glass.reason')}</dt>
          <dd>{text(`glass-reason.${use.reason}`)}</dd>
        </div>
        <div>
          <dt>{text('glass.text')}</dt>
          <dd>{use.words ?? text('review.erased')}</dd>
        </div>
        <div>
          <dt>{text('receipt.fields')}</dt>
          <dd>{use.fieldClasses.map((each) => word('fields', each)).join(', ')}</dd>
        </div>
        <div>
          <dt>{text('review.advisor')}</dt>
          <dd>
            <code>{use.advisor}</code>
          </dd>
        </div>
        <div>
          <dt>{text('review.person')}</dt>
          <dd>
            <code>{use.person}</code>
          </dd>
        </div>
      </dl>
      <div className="verdicts">
        <button
          type="button"
          className="button"
          disabled={busy}
          aria-describedby={`use-${use.grant}`}
          onClick={() => {
            onVerdict('justified');
          }}
        >
          {text('review.justified')}
        </button>
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          aria-describedby={`use-${use.grant}`}
          onClick={() => {
            onVerdict('abuse');
          }}
        >
          {text('review.abuse')}
        </button>
      </div>
    </article>
  );
}
