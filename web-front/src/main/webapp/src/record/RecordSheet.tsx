import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ExposureCount } from '../portfolio/ExposureCount';
import { useText, useWord } from '../shell/language';
import { Page } from '../shell/Page';
import { ClassCards } from './ClassCards';
import { HistorySection } from './HistorySection';
import { OpenedFor, type Classes, type OpenedRecord, type Purpose } from './record';
import { Reveal } from './Reveal';

export function RecordSheet({ opened, purpose }: { opened: OpenedRecord; purpose: Purpose }) {
  const text = useText();
  const word = useWord();
  // What was written here is shown as it was sent: to be told again would be another reading.
  const [written, setWritten] = useState<Classes>({});
  const shown = { ...opened, ...written };
  const writable = opened.writable ?? [];
  const name = [shown.identity?.givenNames, shown.identity?.usualName]
    .flat()
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return (
    <Page
      title={text('record.title')}
      heading={name || text('record.title')}
      aside={<ExposureCount exposure={opened.exposure} />}
    >
      <p className="back">
        <Link to="/portfolio">{text('record.back')}</Link>
      </p>
      <OpenedFor value={purpose}>
        <div className="sheet">
          <ClassCards
            shown={shown}
            level={2}
            writing={{
              reference: opened.ref,
              writable,
              onWritten: (part, values) => {
                setWritten((before) => ({ ...before, [part]: values }));
              },
            }}
          />
          {opened.revealable?.map((part) => (
            <Reveal key={part} reference={opened.ref} part={part} />
          ))}
        </div>
        {(opened.told ?? []).length > 0 && (
          <HistorySection reference={opened.ref} writable={writable} />
        )}
      </OpenedFor>
      <section className="receipt" aria-labelledby="receipt-title">
        <h2 id="receipt-title">{text('receipt.title')}</h2>
        <p>{text('receipt.text')}</p>
        <dl>
          <div>
            <dt>{text('receipt.number')}</dt>
            <dd>
              <code>{opened.receipt}</code>
            </dd>
          </div>
          <div>
            <dt>{text('receipt.purpose')}</dt>
            <dd>{text(`purpose.${purpose}`)}</dd>
          </div>
          <div>
            <dt>{text('receipt.basis')}</dt>
            <dd>{word('basis', opened.basis)}</dd>
          </div>
          <div>
            <dt>{text('receipt.fields')}</dt>
            <dd>{opened.fieldClasses.map((each) => word('fields', each)).join(', ')}</dd>
          </div>
        </dl>
      </section>
    </Page>
  );
}
