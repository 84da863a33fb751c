import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { ExposureCount } from './ExposureCount';
import { PersonTable } from './PersonTable';
import { useExposure, usePortfolio } from './portfolio';
import { SearchInPortfolio } from './SearchInPortfolio';
import './portfolio.css';

/** The persons an advisor follows. */
export function PortfolioPage() {
  const text = useText();
  const cache = useQueryClient();
  const exposure = useExposure();
  const portfolio = usePortfolio();
  const shown = portfolio.data?.pages.flatMap((page) => page.entries) ?? [];

  // Each page that comes may have counted.
  const pages = portfolio.data?.pages.length ?? 0;
  useEffect(() => {
    if (pages > 0) {
      void cache.invalidateQueries({ queryKey: ['exposure'] });
    }
  }, [cache, pages]);

  // "More" is where the focus was; the first of the new rows is where reading goes on.
  const table = useRef<HTMLTableElement>(null);
  const more = async () => {
    const before = shown.length;
    await portfolio.fetchNextPage();
    requestAnimationFrame(() => {
      table.current?.querySelectorAll<HTMLElement>('tbody a')[before]?.focus();
    });
  };

  return (
    <Page
      title={text('portfolio.title')}
      aside={exposure.data && <ExposureCount exposure={exposure.data} />}
    >
      <SearchInPortfolio />
      {portfolio.error && <Refusal failure={portfolio.error} />}
      {portfolio.isPending && <p role="status">{text('state.loading')}</p>}
      {portfolio.data && shown.length === 0 && <p>{text('portfolio.empty')}</p>}
      {shown.length > 0 && (
        <>
          <PersonTable ref={table} caption={text('portfolio.caption')} entries={shown} />
          <div className="list-end">
            <p role="status">{text('portfolio.shown', { count: shown.length })}</p>
            {portfolio.hasNextPage && (
              <button
                type="button"
                className="button quiet-button"
                disabled={portfolio.isFetchingNextPage}
                onClick={() => void more()}
              >
                {text('action.more')}
              </button>
            )}
          </div>
        </>
      )}
    </Page>
  );
}
