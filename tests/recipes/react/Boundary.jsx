import { Component } from 'react';

export class Boundary extends Component {
  state = { error: null };

  static getDerivedStateFromError(error) {
    return { error };
  }

  render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <section>The bill can’t be shown. <unstuck-help code={error.code} message={error.message} /></section>;
  }
}
