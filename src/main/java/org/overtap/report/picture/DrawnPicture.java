package org.overtap.report.picture;

import org.overtap.report.picture.layout.PictureLayout;
import org.overtap.report.picture.scene.Scene;

/** A picture with what is on it and where: found once, written several times. */
record DrawnPicture(Picture picture, Scene scene, PictureLayout layout) {
    static DrawnPicture of(Picture picture) {
        Scene scene = Scene.of(picture.view());
        return new DrawnPicture(picture, scene, PictureLayout.of(scene, picture.positions()));
    }
}
