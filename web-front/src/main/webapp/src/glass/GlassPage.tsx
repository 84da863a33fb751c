import { Link } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import { typed } from '../shell/form';
import { useText, useWord } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { CLASSES, GLASS_REASONS, useBreaking } from './glass';
import './glass.css';

/** A visitor nobody of the agency follows: what is opened, why, and that somebody will look at it. */
export function GlassPage() {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const breaking = useBreaking();
  if (breaking.data) {
    return (
      <Page title={text('glass.title')}>
        <p role="status">
          {text('glass.broken', {
            until: intl.formatTime(breaking.data.until),
            left: breaking.data.left,
          })}
        </p>
        <p>
          <Link className="button" to="/records/$ref" params={{ ref: breaking.data.ref }}>
            {text('action.open')}
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title={text('glass.title')}>
      <p className="lead">{text('glass.lead')}</p>
      {breaking.error && <Refusal failure={breaking.error} />}
      <form
        className="card glass-form"
        aria-label={text('glass.title')}
        onSubmit={(event) => {
          event.preventDefault();
          const one = typed(event.currentTarget);
          breaking.mutate({
            number: one('number'),
            fields: new FormData(event.currentTarget)
              .getAll('fields')
              .filter((each) => typeof each === 'string'),
            reason: one('reason'),
            text: one('text'),
          });
        }}
      >
        <label>
          {text('glass.number')}
          <input
            name="number"
            required
            inputMode="numeric"
            pattern="[0-9]{11}"
            title={text('glass.number.hint')}
            autoComplete="off"
          />
        </label>
        <fieldset>
          <legend>{text('glass.fields')}</legend>
          {CLASSES.map((known) => (
            <label key={known} className="choice">
              <input
                type="checkbox"
                name="fields"
                value={known}
                defaultChecked={known === 'identity'}
              />
              <span>{word('fields', known)}</span>
            </label>
          ))}
        </fieldset>
        <label>
          {text('glass.reason')}
          <select name="reason" required defaultValue="">
            <option value="" disabled>
              {text('freezes.choose')}
            </option>
            {GLASS_REASONS.map((known) => (
              <option key={known} value={known}>
                {text(`glass-reason.${known}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {text('glass.text')}
          <textarea name="text" required minLength={20} maxLength={500} rows={3} />
        </label>
        <p className="notice">{text('glass.notice')}</p>
        <button type="submit" className="button" disabled={breaking.isPending}>
          {text('glass.break')}
        </button>
      </form>
    </Page>
  );
}
