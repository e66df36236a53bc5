/** Files of annotations: which formats there are, and reading and writing them as a user asks for it. */
package org.coverslip.annotation.file;
