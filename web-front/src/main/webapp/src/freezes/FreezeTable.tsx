import { useIntl } from 'react-intl';
import { useText, useWord } from '../shell/language';
import { REASONS, type Freeze, type Step } from './freezes';

export function FreezeTable({
  freezes,
  busy,
  onStep,
}: {
  freezes: Freeze[];
  busy: boolean;
  onStep: (step: Step) => void;
}) {
  const text = useText();
  return (
    <div className="table-frame">
      <table className="freezes">
        <caption>{text('freezes.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{text('freezes.target')}</th>
            <th scope="col">{text('freezes.cause')}</th>
            <th scope="col">{text('freezes.since')}</th>
            <th scope="col">{text('freezes.state')}</th>
            <th scope="col">{text('freezes.next-step')}</th>
          </tr>
        </thead>
        <tbody>
          {freezes.map((freeze) => (
            <Row key={freeze.freeze} freeze={freeze} busy={busy} onStep={onStep} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  freeze,
  busy,
  onStep,
}: {
  freeze: Freeze;
  busy: boolean;
  onStep: (step: Step) => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  return (
    <tr>
      <th scope="row">
        <small>{word('scope', freeze.scope)}</small> <code>{freeze.target}</code>
      </th>
      <td>
        {word('cause', freeze.cause)}
        <small>{freeze.detected ? text('freezes.by-detector') : text('freezes.by-officer')}</small>
      </td>
      <td>
        <time dateTime={freeze.frozenAt}>
          {intl.formatDate(freeze.frozenAt, { dateStyle: 'short', timeStyle: 'medium' })}
        </time>
      </td>
      <td>
        <span className="freeze-state" data-state={freeze.state}>
          {text(`freeze-state.${freeze.state}`)}
        </span>
        {freeze.reason && <small>{word('reason', freeze.reason)}</small>}
      </td>
      <td>
        <NextStep freeze={freeze} busy={busy} onStep={onStep} />
      </td>
    </tr>
  );
}

/** Whoever proposed a thaw cannot approve it: the service says so, and the page shows what it says. */
function NextStep({
  freeze,
  busy,
  onStep,
}: {
  freeze: Freeze;
  busy: boolean;
  onStep: (step: Step) => void;
}) {
  const text = useText();
  const of = freeze.freeze;
  if (freeze.state === 'thawed') {
    return null;
  }
  if (freeze.state === 'frozen') {
    return (
      <form
        className="next-step"
        onSubmit={(event) => {
          event.preventDefault();
          const said = new FormData(event.currentTarget).get('reason');
          if (typeof said === 'string') {
            onStep({ do: 'propose', freeze: of, reason: said });
          }
        }}
      >
        <select name="reason" aria-label={text('freezes.reason')} required defaultValue="">
          <option value="" disabled>
            {text('freezes.reason')}
          </option>
          {REASONS.map((known) => (
            <option key={known} value={known}>
              {text(`reason.${known}`)}
            </option>
          ))}
        </select>
        <button type="submit" className="button quiet-button" disabled={busy}>
          {text('freezes.propose')}
        </button>
      </form>
    );
  }
  return (
    <div className="next-step">
      <button
        type="button"
        className="button"
        disabled={busy}
        onClick={() => {
          onStep({ do: 'approve', freeze: of });
        }}
      >
        {text('freezes.approve')}
      </button>
      <button
        type="button"
        className="button quiet-button"
        disabled={busy}
        onClick={() => {
          onStep({ do: 'decline', freeze: of });
        }}
      >
        {text('freezes.decline')}
      </button>
    </div>
  );
}
