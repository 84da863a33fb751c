import { useText, useWord } from '../shell/language';
import { Refusal } from '../shell/Refusal';
import { REVEAL_REASONS, useReveal, type Revealable } from './record';

/** A class that is shown apart: a mask that holds nothing, a reason, and then what it is. */
export function Reveal({ reference, part }: { reference: string; part: Revealable }) {
  const text = useText();
  const word = useWord();
  const reveal = useReveal(reference, part);
  return (
    <section className="card" aria-labelledby={`class-${part}`}>
      <h2 id={`class-${part}`}>{word('fields', part)}</h2>
      {reveal.data ? (
        <p>
          {reveal.data.nir ??
            text('reveal.disability', { until: reveal.data.disability?.until ?? '—' })}
        </p>
      ) : (
        <form
          className="reveal"
          onSubmit={(event) => {
            event.preventDefault();
            const reason = new FormData(event.currentTarget).get('reason');
            if (typeof reason === 'string') {
              reveal.mutate(reason);
            }
          }}
        >
          <p aria-label={text('reveal.masked')}>••••••••••••</p>
          <label>
            {text('reveal.reason')}{' '}
            <select name="reason" required defaultValue="">
              <option value="" disabled>
                {text('freezes.choose')}
              </option>
              {REVEAL_REASONS.map((known) => (
                <option key={known} value={known}>
                  {text(`reveal-reason.${known}`)}
                </option>
              ))}
            </select>
          </label>{' '}
          <button type="submit" className="button quiet-button" disabled={reveal.isPending}>
            {text('reveal.show')}
          </button>
        </form>
      )}
      {reveal.error && <Refusal failure={reveal.error} />}
    </section>
  );
}
