import { useState } from 'react';
import { useText } from '../shell/language';
import { Page } from '../shell/Page';
import { Refusal } from '../shell/Refusal';
import { DryRunResult } from './DryRunResult';
import { PolicyForm } from './PolicyForm';
import { numbersOf, useDryRun, usePolicy, useProposals, useStep, type Numbers } from './policy';
import { ProposalCard } from './ProposalCard';
import './policy.css';

/** The numbers that bound guesses; what others would have done; and the two steps to others. */
export function PolicyPage() {
  const text = useText();
  const policy = usePolicy();
  const proposals = useProposals();
  const dryRun = useDryRun();
  const step = useStep();
  const [tried, setTried] = useState('');
  const open = proposals.data?.pages.flatMap((page) => page.proposals) ?? [];
  const busy = policy.isFetching || proposals.isFetching || dryRun.isPending || step.isPending;
  const tryOn = (what: string, numbers: Numbers) => {
    setTried(what);
    dryRun.mutate(numbers);
  };
  const result = (of: string) =>
    tried === of && (
      <>
        {dryRun.isPending && <p role="status">{text('policy.trying')}</p>}
        {dryRun.error && <Refusal failure={dryRun.error} />}
        {dryRun.data && <DryRunResult run={dryRun.data} />}
      </>
    );
  return (
    <Page
      title={text('policy.title')}
      aside={
        <button
          type="button"
          className="button quiet-button"
          disabled={busy}
          onClick={() => void proposals.refetch()}
        >
          {text('action.refresh')}
        </button>
      }
    >
      {step.error && <Refusal failure={step.error} />}
      {step.isSuccess && !busy && <p role="status">{text('policy.done')}</p>}
      {proposals.error && <Refusal failure={proposals.error} />}
      <h2>{text('policy.open')}</h2>
      {(proposals.isPending || policy.isPending) && <p role="status">{text('state.loading')}</p>}
      {proposals.data && open.length === 0 && <p role="status">{text('policy.none')}</p>}
      {open.map((one) => (
        <ProposalCard
          key={one.proposal}
          proposal={one}
          busy={busy}
          onTry={() => {
            tryOn(one.proposal, numbersOf(one));
          }}
          onDecide={(decision) => {
            step.mutate({ do: decision, proposal: one.proposal });
          }}
        >
          {result(one.proposal)}
        </ProposalCard>
      ))}
      {proposals.hasNextPage && (
        <div className="list-end">
          <button
            type="button"
            className="button quiet-button"
            disabled={busy}
            onClick={() => void proposals.fetchNextPage()}
          >
            {text('action.more')}
          </button>
        </div>
      )}
      {policy.error && <Refusal failure={policy.error} />}
      {policy.data && (
        <PolicyForm
          policy={policy.data}
          busy={busy}
          onTry={(numbers) => {
            tryOn('mine', numbers);
          }}
          onPropose={(numbers, reason) => {
            step.mutate({ do: 'propose', numbers, reason });
          }}
        />
      )}
      {result('mine')}
    </Page>
  );
}
