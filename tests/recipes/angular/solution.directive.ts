import { Directive, ElementRef, Input, OnChanges, OnDestroy, inject } from '@angular/core';
import { attach } from '@unstuck/widget';

/** `[solution]="error"`; nothing is attached while there is none. */
@Directive({ selector: '[solution]' })
export class SolutionDirective implements OnChanges, OnDestroy {
  @Input() solution: { code?: string; message: string } | null = null;
  private readonly element = inject(ElementRef).nativeElement;
  private detach = () => {};

  ngOnChanges() {
    this.detach();
    const { solution } = this;
    this.detach = solution ? attach(this.element, { code: solution.code, message: solution.message }) : () => {};
  }

  ngOnDestroy() {
    this.detach();
  }
}
