import { useState } from 'react';
import { useText } from '../shell/language';
import { PURPOSES, type Purpose } from './record';

/** Asks why. The answer is recorded beside what is shown. */
export function PurposeForm({
  busy,
  onChosen,
}: {
  busy: boolean;
  onChosen: (purpose: Purpose) => void;
}) {
  const text = useText();
  const [purpose, setPurpose] = useState<Purpose | null>(null);
  return (
    <form
      className="card purpose"
      onSubmit={(event) => {
        event.preventDefault();
        if (purpose) {
          onChosen(purpose);
        }
      }}
    >
      <fieldset>
        <legend>{text('purpose.legend')}</legend>
        {PURPOSES.map((known) => (
          <label key={known} className="choice">
            <input
              type="radio"
              name="purpose"
              value={known}
              required
              checked={purpose === known}
              onChange={() => {
                setPurpose(known);
              }}
            />
            <span>
              <strong>{text(`purpose.${known}`)}</strong>
              <small>{text(`purpose.${known}.hint`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="notice">{text('purpose.notice')}</p>
      <button type="submit" className="button" disabled={busy}>
        {text('action.open')}
      </button>
    </form>
  );
}
