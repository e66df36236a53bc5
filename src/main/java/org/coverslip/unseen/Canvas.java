package org.coverslip.unseen;

/** As {@code java.awt.Canvas}. */
public class Canvas extends Control {}
