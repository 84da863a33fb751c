import { useText, useWord } from '../shell/language';
import { WHYS, type Numbers, type Policy } from './policy';

/** The numbers in force with where each comes from; others can be tried, and proposed. */
export function PolicyForm({
  policy,
  busy,
  onTry,
  onPropose,
}: {
  policy: Policy;
  busy: boolean;
  onTry: (numbers: Numbers) => void;
  onPropose: (numbers: Numbers, reason: string) => void;
}) {
  const text = useText();
  const word = useWord();
  return (
    <form
      className="card"
      aria-labelledby="in-force"
      onSubmit={(event) => {
        event.preventDefault();
        const said = new FormData(event.currentTarget);
        const reason = said.get('reason');
        const { submitter } = event.nativeEvent;
        if (submitter?.getAttribute('value') === 'propose' && typeof reason === 'string') {
          onPropose(changed(policy, said), reason);
        } else {
          onTry(changed(policy, said));
        }
      }}
    >
      <h2 id="in-force">{text('policy.in-force')}</h2>
      <p>
        {text('locks.bound', {
          strangers: policy.atMostByStrangers,
          device: policy.atMostByDevice,
        })}
      </p>
      <div className="table-frame">
        <table className="policy">
          <thead>
            <tr>
              <th scope="col">{text('policy.number')}</th>
              <th scope="col">{text('policy.value')}</th>
              <th scope="col">{text('policy.source')}</th>
            </tr>
          </thead>
          <tbody>
            {policy.numbers.map((number) => (
              <tr key={number.name}>
                <th scope="row" id={`number-${number.name}`}>
                  {word('policy-number', number.name)}
                </th>
                <td>
                  <input
                    name={number.name}
                    key={number.value}
                    defaultValue={number.value}
                    aria-labelledby={`number-${number.name}`}
                    required
                    maxLength={20}
                    autoComplete="off"
                    spellCheck={false}
                  />
                </td>
                <Source of={number} said={word('policy-source', number.name)} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet">{text('policy.hint')}</p>
      <div className="next-step">
        <button type="submit" value="try" className="button quiet-button" disabled={busy}>
          {text('policy.try')}
        </button>
        <select name="reason" aria-label={text('policy.reason')} defaultValue={WHYS[0]}>
          {WHYS.map((known) => (
            <option key={known} value={known}>
              {text(`policy-reason.${known}`)}
            </option>
          ))}
        </select>
        <button type="submit" value="propose" className="button" disabled={busy}>
          {text('policy.propose')}
        </button>
      </div>
    </form>
  );
}

function changed(policy: Policy, said: FormData): Numbers {
  const numbers: Numbers = {};
  for (const { name, value } of policy.numbers) {
    const wanted = said.get(name);
    if (typeof wanted === 'string' && wanted.trim() !== value) {
      numbers[name] = wanted.trim();
    }
  }
  return numbers;
}

/** Where a number comes from; as the service says it where this screen has no words for it. */
function Source({ of, said }: { of: Policy['numbers'][number]; said: string }) {
  return said === of.name ? <td lang="en">{of.source}</td> : <td>{said}</td>;
}
