/** Annotations over a picture of their slide: kept in few bytes each, found by place, painted at any scale. */
package org.coverslip.annotation.overlay;
