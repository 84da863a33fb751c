import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { useText } from '../shell/language';
import type { Entry } from './portfolio';

export function PersonTable({
  caption,
  entries,
  ref,
}: {
  caption: string;
  entries: Entry[];
  ref?: Ref<HTMLTableElement>;
}) {
  const text = useText();
  return (
    <div className="table-frame">
      <table ref={ref} className="persons">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text('person.name')}</th>
            <th scope="col">{text('person.category')}</th>
            <th scope="col" className="number">
              {text('person.birth-year')}
            </th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.ref}>
              <th scope="row">
                <Link to="/records/$ref" params={{ ref: entry.ref }}>
                  <span className="family-name">{entry.usualName}</span> {entry.givenName}
                </Link>
              </th>
              <td>
                <span className="tag">{entry.category}</span>
              </td>
              <td className="number">{entry.birthYear}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
