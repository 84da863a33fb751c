import { useText } from '../shell/language';
import type { DryRun } from './policy';

/** Who would have been locked in the past thirty days. By account key: it does not tell who. */
export function DryRunResult({ run }: { run: DryRun }) {
  const text = useText();
  return (
    <section aria-label={text('dry-run.title')} className="dry-run">
      <p role="status">
        {text('dry-run.summary', {
          guesses: run.guesses,
          then: run.lockedThen,
          now: run.lockedNow,
        })}
      </p>
      {run.locked.length > 0 && (
        <div className="table-frame">
          <table className="policy">
            <caption>{text('dry-run.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{text('locks.account')}</th>
                <th scope="col">{text('locks.for')}</th>
                <th scope="col">{text('dry-run.then')}</th>
                <th scope="col">{text('dry-run.now')}</th>
                <th scope="col">{text('dry-run.longest')}</th>
              </tr>
            </thead>
            <tbody>
              {run.locked.map((one) => (
                <tr key={`${one.account} ${one.device ?? ''}`}>
                  <th scope="row">
                    <code>{one.account}</code>
                  </th>
                  <td>{one.device ? text('locks.one-device') : text('locks.strangers')}</td>
                  <td>{one.then}</td>
                  <td>{one.now}</td>
                  <td>{text('dry-run.minutes', { minutes: Math.ceil(one.longest / 60) })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
