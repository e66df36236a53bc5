package org.coverslip.format.zeiss;

/** Metadata as ZEN writes them, shortened. */
final class ZeissXml {

	private ZeissXml() {}

	/** Two scenes, two channels of which the first has a colour of its own to be shown in, an objective, a barcode. */
	static String sound() {
		return """
			<ImageDocument>
			 <Metadata>
			  <Experiment><Scaling><Items><Distance Id="X"><Value>9</Value></Distance></Items></Scaling></Experiment>
			  <Information>
			   <User Id="7"/>
			   <Image>
			    <SizeX>200</SizeX><SizeY>100</SizeY><SizeC>2</SizeC><SizeS>2</SizeS>
			    <Twice>1</Twice><Twice>2</Twice>
			    <Dimensions>
			     <Channels>
			      <Channel Id="Channel:0" Name="DAPI"><Color>#FF000001</Color><ExposureTime>2000000</ExposureTime></Channel>
			      <Channel Id="Channel:1"><Color>#00A1FF</Color><Fluor> EGFP &amp; more </Fluor></Channel>
			     </Channels>
			     <S><Scenes><Scene Index="1" Name="B"/><Scene Index="0" Name="A"/></Scenes></S>
			    </Dimensions>
			    <ObjectiveSettings><ObjectiveRef Id="Objective:2"/></ObjectiveSettings>
			   </Image>
			   <Instrument><Objectives>
			    <Objective Id="Objective:1"><NominalMagnification>5</NominalMagnification></Objective>
			    <Objective Id="Objective:2" Name="Plan"><NominalMagnification>20</NominalMagnification></Objective>
			   </Objectives></Instrument>
			  </Information>
			  <Scaling><Items>
			   <Distance Id="X"><Value>3.25E-07</Value></Distance><Distance Id="Y"><Value>3.5e-007</Value></Distance>
			   <Distance><Value>1</Value></Distance>
			  </Items></Scaling>
			  <DisplaySetting><Channels><Channel Id="Channel:0" Name="shown"><Color>#FF112233</Color></Channel></Channels></DisplaySetting>
			  <AttachmentInfos><AttachmentInfo Id="Label:1"><Label><Barcodes>
			   <Barcode Id="Barcode:1"><Content>3348</Content></Barcode></Barcodes></Label></AttachmentInfo></AttachmentInfos>
			 </Metadata>
			</ImageDocument>
			""";
	}
}
