import { useIntl } from 'react-intl';
import { Download } from '../shell/Download';
import { useText, useWord } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { useAccesses } from './watch';
import './watch.css';

/** Who accessed a person's data, to be told to that person: no agent is named. */
export function AccessesPage({
  person,
  onPerson,
}: {
  person: string;
  onPerson: (person: string) => void;
}) {
  const text = useText();
  const word = useWord();
  const intl = useIntl();
  const list = useAccesses(person);
  return (
    <Page title={text('accesses.title')}>
      <form
        className="card watch-form"
        aria-label={text('accesses.ask')}
        onSubmit={(event) => {
          event.preventDefault();
          const said = new FormData(event.currentTarget).get('person');
          onPerson(typeof said === 'string' ? said.trim() : '');
        }}
      >
        <label>
          {text('filters.person')}
          <input
            name="person"
            required
            pattern="[A-Za-z0-9_\-]{1,64}"
            defaultValue={person}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <button type="submit" className="button">
          {text('accesses.ask')}
        </button>
      </form>
      {list.error && <Refusal failure={list.error} />}
      {list.isFetching && <p role="status">{text('state.loading')}</p>}
      {list.data && <p role="status">{text('accesses.total', { count: list.data.total })}</p>}
      {list.data && (
        <p>
          <Download path={`/persons/${list.data.person}/accesses`} name="accesses.letter" />
        </p>
      )}
      {list.data && list.data.total > 0 && (
        <div className="table-frame">
          <table className="watch">
            <caption>{text('accesses.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{text('event.time')}</th>
                <th scope="col">{text('event.organisation')}</th>
                <th scope="col">{text('event.operation')}</th>
                <th scope="col">{text('receipt.purpose')}</th>
                <th scope="col">{text('receipt.fields')}</th>
              </tr>
            </thead>
            <tbody>
              {list.data.accesses.map((access) => (
                <tr key={access.index}>
                  <th scope="row">
                    <time dateTime={access.time}>
                      {intl.formatDate(access.time, { dateStyle: 'short', timeStyle: 'short' })}
                    </time>
                  </th>
                  <td>{access.organisation}</td>
                  <td>{access.operation && word('operation', access.operation)}</td>
                  <td>{access.purpose && word('purpose', access.purpose)}</td>
                  <td>{access.fieldClasses.map((each) => word('fields', each)).join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  );
}
