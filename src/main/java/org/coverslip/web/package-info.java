/**
 * Slides in a browser: a server on the loopback address, and its pages. A request passes through {@code Gate} (is it
 * allowed at all), {@code Router} (whose is it), and one class for each kind of answer.
 */
package org.coverslip.web;
