import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './shell/api';
import { Language } from './shell/language';
import { createVigieRouter } from './shell/routes';
import { applyTheme, rememberedTheme } from './shell/theme';
import './shell/theme.css';
import './shell/frame.css';

applyTheme(rememberedTheme());

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Language>
        <QueryClientProvider client={queries}>
          <RouterProvider router={createVigieRouter()} />
        </QueryClientProvider>
      </Language>
    </StrictMode>,
  );
}
