// The templates are compiled in the page: the recipe is the same with Angular's own builder.
import '@angular/compiler';
import { CUSTOM_ELEMENTS_SCHEMA, Component, ErrorHandler, inject, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { bill, pay } from '../pay.js';
import { Failures } from './failures';
import { SolutionDirective } from './solution.directive';

@Component({
  selector: 'app-root',
  imports: [SolutionDirective],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button id="pay" (click)="send()">Pay</button>
    <button id="dismiss" (click)="dismiss()">Dismiss</button>
    <button id="show" (click)="show()">Show the bill</button>
    @if (error(); as refused) {
      <p [solution]="refused">The payment was not taken.</p>
    }
    @if (failures.last(); as failed) {
      <section>The bill can’t be shown. <unstuck-help [attr.code]="failed.code" [attr.message]="failed.message"></unstuck-help></section>
    }
  `,
})
class App {
  readonly failures = inject(Failures);
  readonly error = signal<{ code?: string; message: string } | null>(null);

  send() {
    pay().catch((refused) => this.error.set(refused));
  }

  dismiss() {
    this.error.set(null);
    this.failures.last.set(null);
  }

  show() {
    bill(true);
  }
}

bootstrapApplication(App, {
  providers: [provideZonelessChangeDetection(), { provide: ErrorHandler, useExisting: Failures }],
});
