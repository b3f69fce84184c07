import '#platform/web/theme.css';
import '#platform/web/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { applyLanguage } from '#platform/web/language.ts';
import { clearSession, loadSession, onSignedOut } from '#platform/web/session.ts';
import { applyTheme, followSystemTheme } from '#platform/web/themeChoice.ts';
import { showAttention } from './attention.ts';
import { reloadOnMissingPart, startServiceWorker } from './installed.ts';
import { followNotifications, takeCompanyFromAddress } from './opened.ts';
import { makeAppRouter } from './routes.tsx';
import { startFailed } from './start.ts';
import { followKeyboard } from './viewHeight.ts';

applyTheme();
applyLanguage();
followSystemTheme();
followKeyboard();
showAttention();
takeCompanyFromAddress();
followNotifications();
reloadOnMissingPart();
onSignedOut(clearSession);

const root = document.getElementById('app');
if (root === null) throw new Error('the page has no #app');
createRoot(root).render(<RouterProvider router={makeAppRouter()} />);

void loadSession().catch(startFailed);
startServiceWorker();
