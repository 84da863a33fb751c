import { useState } from 'react';
import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { Refusal } from '../shell/Refusal';
import { useWhy, type Why } from './watch';

/** Why an event was allowed or refused, as it was written down then. Asked for by a click: it is a question. */
export function WhyPanel({ index }: { index: number }) {
  const text = useText();
  const [asked, setAsked] = useState(false);
  const why = useWhy(index, asked);
  if (!asked) {
    return (
      <button
        type="button"
        className="button quiet-button"
        onClick={() => {
          setAsked(true);
        }}
      >
        {text('why.ask')}
      </button>
    );
  }
  return (
    <div aria-live="polite">
      {why.error && <Refusal failure={why.error} />}
      {why.isPending && <p>{text('state.loading')}</p>}
      {why.data && <Answer why={why.data} />}
    </div>
  );
}

function Answer({ why }: { why: Why }) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const said = [
    ['why.reason', why.reason],
    ['receipt.basis', why.basis && word('basis', why.basis)],
    ['why.relation', why.relation && text('why.leaf', { index: why.relation.index })],
    ['why.policy', why.policy],
    ['why.assurance', why.assurance],
    ['why.methods', why.methods],
    [
      'why.authenticated',
      why.authenticatedAt &&
        intl.formatDate(why.authenticatedAt, { dateStyle: 'short', timeStyle: 'medium' }),
    ],
    ['why.budget', why.budget],
  ] as const;
  const known = said.filter(([, value]) => value);
  return known.length === 0 ? (
    <p>{text('why.nothing')}</p>
  ) : (
    <dl>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{text(name)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
