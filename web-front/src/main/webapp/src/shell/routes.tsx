import {
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
} from '@tanstack/react-router';
import { EventsPage } from '../events/EventsPage';
import { filtersOf } from '../events/events';
import { FreezesPage } from '../freezes/FreezesPage';
import { LocksPage } from '../locks/LocksPage';
import { FreezeMyself } from '../own/FreezeMyself';
import { GlassPage } from '../glass/GlassPage';
import { ReviewPage } from '../glass/ReviewPage';
import { PolicyPage } from '../policy/PolicyPage';
import { PortfolioPage } from '../portfolio/PortfolioPage';
import { RecordPage } from '../record/RecordPage';
import { RightsPage } from '../rights/RightsPage';
import { AccessesPage } from '../watch/AccessesPage';
import { AlertsPage } from '../watch/AlertsPage';
import { BreachesPage } from '../watch/BreachesPage';
import { BreachPage } from '../watch/BreachPage';
import { LogPage } from '../watch/LogPage';
import { Frame } from './Frame';
import { Home } from './Home';
import { NotFound, SignInFailed } from './Notices';
import { SignedIn } from './SignedIn';

const frame = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => frame, path: '/', component: Home });

const signInFailed = createRoute({
  getParentRoute: () => frame,
  path: '/sign-in-failed',
  component: SignInFailed,
});

const portfolio = createRoute({
  getParentRoute: () => frame,
  path: '/portfolio',
  component: () => (
    <SignedIn>
      <PortfolioPage />
    </SignedIn>
  ),
});

const record = createRoute({
  getParentRoute: () => frame,
  path: '/records/$ref',
  component: function OneRecord() {
    const { ref } = record.useParams();
    return (
      <SignedIn>
        <RecordPage key={ref} reference={ref} />
      </SignedIn>
    );
  },
});

const events = createRoute({
  getParentRoute: () => frame,
  path: '/events',
  validateSearch: filtersOf,
  component: function AllEvents() {
    const filters = events.useSearch();
    const navigate = events.useNavigate();
    return (
      <SignedIn>
        <EventsPage filters={filters} onFilter={(search) => void navigate({ search })} />
      </SignedIn>
    );
  },
});

const freezes = createRoute({
  getParentRoute: () => frame,
  path: '/freezes',
  component: () => (
    <SignedIn>
      <FreezesPage />
    </SignedIn>
  ),
});

const locks = createRoute({
  getParentRoute: () => frame,
  path: '/locks',
  component: () => (
    <SignedIn>
      <LocksPage />
    </SignedIn>
  ),
});

const policy = createRoute({
  getParentRoute: () => frame,
  path: '/policy',
  component: () => (
    <SignedIn>
      <PolicyPage />
    </SignedIn>
  ),
});

const freezeMyself = createRoute({
  getParentRoute: () => frame,
  path: '/freeze-myself',
  component: () => (
    <SignedIn>
      <FreezeMyself />
    </SignedIn>
  ),
});

const glass = createRoute({
  getParentRoute: () => frame,
  path: '/glass',
  component: () => (
    <SignedIn>
      <GlassPage />
    </SignedIn>
  ),
});

const reviews = createRoute({
  getParentRoute: () => frame,
  path: '/reviews',
  component: () => (
    <SignedIn>
      <ReviewPage />
    </SignedIn>
  ),
});

const rights = createRoute({
  getParentRoute: () => frame,
  path: '/rights',
  component: () => (
    <SignedIn>
      <RightsPage />
    </SignedIn>
  ),
});

const alerts = createRoute({
  getParentRoute: () => frame,
  path: '/alerts',
  component: () => (
    <SignedIn>
      <AlertsPage />
    </SignedIn>
  ),
});

const breaches = createRoute({
  getParentRoute: () => frame,
  path: '/breaches',
  component: () => (
    <SignedIn>
      <BreachesPage />
    </SignedIn>
  ),
});

const breach = createRoute({
  getParentRoute: () => frame,
  path: '/breaches/$breach',
  component: function OneBreach() {
    const { breach: reference } = breach.useParams();
    return (
      <SignedIn>
        <BreachPage key={reference} breach={reference} />
      </SignedIn>
    );
  },
});

const accesses = createRoute({
  getParentRoute: () => frame,
  path: '/accesses',
  validateSearch: (address: Record<string, unknown>): { person?: string } =>
    typeof address.person === 'string' && address.person !== '' ? { person: address.person } : {},
  component: function Accesses() {
    const { person } = accesses.useSearch();
    const navigate = accesses.useNavigate();
    return (
      <SignedIn>
        <AccessesPage
          key={person ?? ''}
          person={person ?? ''}
          onPerson={(next) => void navigate({ search: { person: next } })}
        />
      </SignedIn>
    );
  },
});

const log = createRoute({
  getParentRoute: () => frame,
  path: '/log',
  component: () => (
    <SignedIn>
      <LogPage />
    </SignedIn>
  ),
});

const tree = frame.addChildren([
  home,
  signInFailed,
  portfolio,
  record,
  events,
  freezes,
  locks,
  policy,
  freezeMyself,
  glass,
  reviews,
  rights,
  alerts,
  breaches,
  breach,
  accesses,
  log,
]);

export function createVigieRouter(history?: RouterHistory) {
  return createRouter({ routeTree: tree, ...(history && { history }) });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createVigieRouter>;
  }
}
