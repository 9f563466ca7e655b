import { Page } from '../../ui/page.tsx';

export function LogsPage() {
  return <Page title="Logs">To come.</Page>;
}
