import { typed } from '../shell/form';
import { useText } from '../shell/language';
import { CAUSES, SCOPES } from './freezes';

/** Freezes at once: one officer is enough, since it is undone more easily than what it stops. */
export function FreezeForm({
  busy,
  onFreeze,
}: {
  busy: boolean;
  onFreeze: (wanted: { scope: string; target: string; cause: string }) => void;
}) {
  const text = useText();
  return (
    <form
      className="card freeze-form"
      aria-label={text('freezes.form')}
      onSubmit={(event) => {
        event.preventDefault();
        const word = typed(event.currentTarget);
        onFreeze({ scope: word('scope'), target: word('target'), cause: word('cause') });
      }}
    >
      <label>
        {text('freezes.scope')}
        <select name="scope" defaultValue="account">
          {SCOPES.map((known) => (
            <option key={known} value={known}>
              {text(`scope.${known}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text('freezes.target')}
        <input
          name="target"
          required
          pattern="[A-Za-z0-9][A-Za-z0-9_\-]{0,63}"
          title={text('freezes.target.hint')}
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <label>
        {text('freezes.cause')}
        <select name="cause" required defaultValue="">
          <option value="" disabled>
            {text('freezes.choose')}
          </option>
          {CAUSES.map((known) => (
            <option key={known} value={known}>
              {text(`cause.${known}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button" disabled={busy}>
        {text('freezes.freeze')}
      </button>
    </form>
  );
}
