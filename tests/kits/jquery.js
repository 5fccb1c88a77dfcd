// jQuery as its plugins look for it: on the window. Imported before them.
import jQuery from 'jquery';

window.jQuery = jQuery;
window.$ = jQuery;
export default jQuery;
