import { Page } from '../../ui/page.tsx';

export function EventTypesPage() {
  return <Page title="Event types">To come.</Page>;
}
