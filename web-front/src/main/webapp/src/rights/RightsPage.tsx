import { useState } from 'react';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { type Field, RIGHT_NAMES, RIGHTS, type Right, useEnd, useGrant } from './rights';
import '../glass/glass.css';

const ACCOUNT = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SHAPES: Partial<Record<Field, string>> = {
  number: '[0-9]{11}',
  absent: ACCOUNT,
  advisor: ACCOUNT,
  organisation: 'FT|CE-[0-9]{2}',
  agency: '(FT|CE)-[0-9]{2,4}',
};

/** A manager grants a right beside the own portfolio, for a time, and ends it before. */
export function RightsPage() {
  const text = useText();
  const grant = useGrant();
  const end = useEnd();
  const [right, setRight] = useState<Right>('shifts');
  const given = grant.data?.grant;
  const fields: readonly Field[] = RIGHTS[right];
  return (
    <Page title={text('right.title')}>
      <p className="lead">{text('right.lead')}</p>
      {grant.error && <Refusal failure={grant.error} />}
      {end.error && <Refusal failure={end.error} />}
      {end.isSuccess && <p role="status">{text('right.ended')}</p>}
      {given && !end.isSuccess && (
        <div className="card">
          <p role="status">{text('right.done')}</p>
          {grant.variables?.right !== 'transfers' && (
            <button
              type="button"
              className="button quiet-button"
              disabled={end.isPending}
              onClick={() => {
                end.mutate(given);
              }}
            >
              {text('right.end')}
            </button>
          )}
        </div>
      )}
      <form
        className="card glass-form"
        aria-label={text('right.title')}
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          const said: Partial<Record<Field, string>> = {};
          for (const field of fields) {
            const value = form.get(field);
            said[field] = typeof value === 'string' ? value.trim() : '';
          }
          end.reset();
          grant.mutate({ right, said });
        }}
      >
        <label>
          {text('right.kind')}
          <select
            value={right}
            onChange={(event) => {
              setRight(RIGHT_NAMES.find((known) => known === event.target.value) ?? 'shifts');
              grant.reset();
              end.reset();
            }}
          >
            {RIGHT_NAMES.map((known) => (
              <option key={known} value={known}>
                {text(`right.${known}`)}
              </option>
            ))}
          </select>
        </label>
        <p>{text(`right.${right}.text`)}</p>
        {fields.map((field) => (
          <label key={field}>
            {text(`right.${field}`)}
            <input
              name={field}
              required
              type={field === 'from' || field === 'until' ? 'datetime-local' : 'text'}
              pattern={SHAPES[field]}
              title={text(`right.${field}`)}
              autoComplete="off"
              spellCheck={false}
            />
          </label>
        ))}
        <p className="notice">{text('right.notice')}</p>
        <button type="submit" className="button" disabled={grant.isPending}>
          {text('right.grant')}
        </button>
      </form>
    </Page>
  );
}
