import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useShift } from './shifts';
import '../glass/glass.css';

/** A manager opens the desk to an advisor, from when to when. */
export function ShiftPage() {
  const text = useText();
  const shift = useShift();
  return (
    <Page title={text('shift.title')}>
      <p className="lead">{text('shift.lead')}</p>
      {shift.error && <Refusal failure={shift.error} />}
      {shift.isSuccess && <p role="status">{text('shift.done')}</p>}
      <form
        className="card glass-form"
        aria-label={text('shift.title')}
        onSubmit={(event) => {
          event.preventDefault();
          const said = new FormData(event.currentTarget);
          const one = (name: string) => {
            const value = said.get(name);
            return typeof value === 'string' ? value.trim() : '';
          };
          shift.mutate({ advisor: one('advisor'), from: one('from'), until: one('until') });
        }}
      >
        <label>
          {text('shift.advisor')}
          <input
            name="advisor"
            required
            pattern="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            title={text('freezes.target.hint')}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <label>
          {text('shift.from')}
          <input name="from" type="datetime-local" required />
        </label>
        <label>
          {text('shift.until')}
          <input name="until" type="datetime-local" required />
        </label>
        <p className="notice">{text('shift.notice')}</p>
        <button type="submit" className="button" disabled={shift.isPending}>
          {text('shift.open')}
        </button>
      </form>
    </Page>
  );
}
